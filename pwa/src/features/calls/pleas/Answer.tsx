import { AcceptMeetingDocument, GrantExtensionDocument, GrantLaterClosingDocument } from '../gql/graphql'
import { act } from '../../../api/request'
import { Button } from '../../../ui/Button'
import { t } from '../../../words'
import { StepPage } from '../step/StepPage'
import { useStep, type StepProps } from '../step/useStep'
import { pathOf } from '../steps'
import { openPlea, whoAsks } from './plea'
import { Said } from './Said'

/** 答复: the desk reads what is asked, and grants it or says why not. */
export function Answer(props: StepProps) {
  const { call, choice } = props
  const plea = openPlea(call, choice.part)
  const sending = useStep(props, plea?.id)
  const meeting = choice.step === 'ACCEPT_MEETING'
  const send = () => sending.send((id) => {
    const input = { id, callId: call.id }
    const pleaId = plea?.id ?? ''
    if (!choice.part) return act(GrantLaterClosingDocument, { input: { ...input, expectedVersion: call.version }, pleaId })
    const ofPart = { input: { ...input, assignmentId: choice.part.id }, pleaId }
    return meeting ? act(AcceptMeetingDocument, ofPart) : act(GrantExtensionDocument, ofPart)
  })
  const refusal = { step: choice.part ? 'REFUSE_PLEA' as const : 'REFUSE_LATER_CLOSING' as const, part: choice.part }
  return (
    <StepPage call={call} choice={choice} sending={sending} onSend={send}
      ask={t(meeting ? 'plea.askMeeting' : 'plea.askTime')} lead={[whoAsks(call, choice.part), call.title].join(' · ')}
      note={plea && t(meeting ? 'plea.noteMeeting' : 'plea.noteTime')} label={t(meeting ? 'plea.accept' : 'plea.grant')}
      beside={plea && <Button href={pathOf(call.id, refusal)}>{t('plea.refuse')}</Button>}>
      {plea && <Said call={call} part={choice.part} plea={plea} />}
    </StepPage>
  )
}
