import { useState } from 'preact/hooks'
import { RefuseLaterClosingDocument, RefusePleaDocument } from '../gql/graphql'
import { act } from '../../../api/request'
import { Area } from '../../../ui/Field'
import { t } from '../../../words'
import { StepPage } from '../step/StepPage'
import { useStep, useStepWords, type StepProps } from '../step/useStep'
import { openPlea, whoAsks } from './plea'
import { Said } from './Said'

/** 不同意: everything stays as it was ordered, and the one who asked reads why. */
export function Refuse(props: StepProps) {
  const { call, choice } = props
  const plea = openPlea(call, choice.part)
  const [why, setWhy] = useStepWords(props)
  const [missing, setMissing] = useState<string>()
  const sending = useStep(props, [plea?.id, why])
  const send = () => {
    setMissing(why.trim() ? undefined : t('step.wordsNeeded'))
    if (!why.trim()) return
    sending.send((id) => {
      const input = { id, callId: call.id, words: why.trim() }
      const pleaId = plea?.id ?? ''
      if (!choice.part) return act(RefuseLaterClosingDocument, { input: { ...input, expectedVersion: call.version }, pleaId })
      return act(RefusePleaDocument, { input: { ...input, assignmentId: choice.part.id }, pleaId })
    })
  }
  const who = whoAsks(call, choice.part)
  return (
    <StepPage call={call} choice={choice} sending={sending} missing={missing} onSend={send} ask={t('plea.askWhyNot')} lead={[who, call.title].join(' · ')} label={t('plea.refuse')}
      note={plea && t(plea.kind === 'MEETING' ? 'plea.noteRefuseMeeting' : 'plea.noteRefuseTime', { who })}>
      {plea && <Said call={call} part={choice.part} plea={plea} />}
      <div class="top"><Area label={t('step.reason')} value={why} rows={3} maxLength={500} onValue={setWhy} /></div>
    </StepPage>
  )
}
