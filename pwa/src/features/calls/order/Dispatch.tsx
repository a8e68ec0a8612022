import { useState } from 'preact/hooks'
import { AddCalledUnitsDocument, DispatchCallDocument } from '../gql/graphql'
import { act } from '../../../api/request'
import { Button } from '../../../ui/Button'
import { t } from '../../../words'
import { span } from '../../../words/time'
import { StepSheet } from '../detail/StepSheet'
import { StepPage } from '../step/StepPage'
import { useStep, type StepProps } from '../step/useStep'
import { Urgent } from '../Urgent'
import { limitOf } from './times'
import { UnitChoice, useChoosing, type Choosing } from './UnitChoice'
import { useMeeting } from './useMeeting'
import { WhenWhere } from './WhenWhere'

const MINUTE = 60_000

/** Within what the units have to answer, and that it is a guess when it is one. */
function Limit({ call, choosing }: { call: StepProps['call']; choosing: Choosing }) {
  const limit = limitOf(choosing.item, call.urgency, 'RESPOND')
  if (!limit) return null
  return <>{t(limit.working ? 'dispatch.limitWorking' : 'dispatch.limit', { span: span(limit.minutes * MINUTE) })}{limit.assumed && t('dispatch.assumed')}</>
}

/** 派遣: who comes, when, where. */
export function Dispatch(props: StepProps) {
  const { call, choice, reload } = props
  const choosing = useChoosing(props, true)
  const meeting = useMeeting(props)
  const [missing, setMissing] = useState<string>()
  const [sendingBack, setSendingBack] = useState(false)
  const { called } = choosing
  const sending = useStep(props, [called, meeting.preset, meeting.own, meeting.place, meeting.words])
  const mayReturn = call.availableActions.some((one) => one.step === 'SEND_BACK' && one.allowed)
  const send = () => {
    const lack = !called.length ? t('units.none') : meeting.at === null ? t('meeting.noTime') : !meeting.place.words.trim() ? t('meeting.noPlace') : undefined
    setMissing(lack)
    if (lack) return
    sending.send((id) => act(DispatchCallDocument, { input: { id, callId: call.id, expectedVersion: call.version }, order: meeting.order(), units: called }))
  }
  return (
    <>
      <StepPage call={call} choice={choice} ask={t('dispatch.ask')} sending={sending} missing={missing} note={<Limit call={call} choosing={choosing} />}
        {...(called.length ? { label: t('dispatch.do', { n: called.length }) } : {})} onSend={send}
        beside={mayReturn && <Button onClick={() => setSendingBack(true)}>{t('callDo.SEND_BACK')}</Button>}>
        {call.urgency !== 'NORMAL' && <p class="top"><Urgent urgency={call.urgency} /></p>}
        <div class="split-order">
          <UnitChoice call={call} choosing={choosing} />
          <WhenWhere meeting={meeting} />
        </div>
      </StepPage>
      {sendingBack && <StepSheet call={call} choice={{ step: 'SEND_BACK', part: null }} onClose={() => setSendingBack(false)} onDone={() => { setSendingBack(false); void reload() }} />}
    </>
  )
}

/** 增派: more units to the same meeting. */
export function AddUnits(props: StepProps) {
  const { call, choice } = props
  const choosing = useChoosing(props, false)
  const [missing, setMissing] = useState<string>()
  const { called } = choosing
  const sending = useStep(props, called)
  const send = () => {
    setMissing(called.length ? undefined : t('units.none'))
    if (called.length) sending.send((id) => act(AddCalledUnitsDocument, { input: { id, callId: call.id, expectedVersion: call.version }, units: called }))
  }
  return (
    <StepPage call={call} choice={choice} ask={t('addUnits.ask')} sending={sending} missing={missing} note={<Limit call={call} choosing={choosing} />}
      {...(called.length ? { label: t('addUnits.do', { n: called.length }) } : {})} onSend={send}>
      <UnitChoice call={call} choosing={choosing} />
    </StepPage>
  )
}
