import { useState } from 'preact/hooks'
import { ProposeMeetingDocument } from '../gql/graphql'
import { act } from '../../../api/request'
import { Area } from '../../../ui/Field'
import { t } from '../../../words'
import { shortUnit } from '../detail/parties'
import { useMeeting } from '../order/useMeeting'
import { WhenWhere } from '../order/WhenWhere'
import { StepPage } from '../step/StepPage'
import { useStep, useStepWords, type PartStepProps } from '../step/useStep'
import { dayAndClock, listed } from '../when'

/** 商量改期: when and where the unit can come instead, and why. */
export function Propose(props: PartStepProps) {
  const { call, choice, part } = props
  const meeting = useMeeting(props)
  const [why, setWhy] = useStepWords(props)
  const [missing, setMissing] = useState<string>()
  const sending = useStep(props, [meeting.preset, meeting.own, meeting.place, why])
  const same = meeting.at === Date.parse(call.reportAt ?? '') && meeting.place.words.trim() === call.reportPlace
  const lackOf = (): string | undefined => {
    if (meeting.at === null) return t('meeting.noTime')
    if (!meeting.place.words.trim()) return t('meeting.noPlace')
    if (same) return t('propose.same')
    return why.trim() ? undefined : t('step.wordsNeeded')
  }
  const send = () => {
    const lack = lackOf()
    setMissing(lack)
    if (!lack) sending.send((id) => act(ProposeMeetingDocument, { input: { id, callId: call.id, assignmentId: part.id, words: why.trim() }, order: meeting.order() }))
  }
  return (
    <StepPage call={call} choice={choice} ask={t('propose.ask')} sending={sending} missing={missing} onSend={send}
      lead={t('propose.ordered', { unit: shortUnit(part.unitName), at: listed([call.reportAt && dayAndClock(call.reportAt), call.reportPlace]) })} note={t('propose.note')} label={t('propose.do')}>
      <WhenWhere meeting={meeting} withoutWords />
      <div class="top"><Area label={t('propose.why')} hint={t('propose.whyHint')} value={why} rows={2} maxLength={500} onValue={setWhy} /></div>
    </StepPage>
  )
}
