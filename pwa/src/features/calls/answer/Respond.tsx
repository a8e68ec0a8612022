import { useState } from 'preact/hooks'
import { RespondToCallDocument } from '../gql/graphql'
import { act } from '../../../api/request'
import { Button } from '../../../ui/Button'
import { ClockRuler } from '../../../ui/ClockRuler'
import { Stepper } from '../../../ui/Stepper'
import { t } from '../../../words'
import { shortUnit } from '../detail/parties'
import { StepPage } from '../step/StepPage'
import { useStep, type PartStepProps } from '../step/useStep'
import { pathOf } from '../steps'
import { dayAndClock, stamp } from '../when'

/** 响应: how many come. */
export function Respond(props: PartStepProps) {
  const { call, choice, part } = props
  const [heads, setHeads] = useState(part.headcount)
  const sending = useStep(props, heads)
  const may = (step: 'RETURN' | 'PROPOSE_MEETING') => part.availableActions.some((one) => one.step === step && one.allowed)
  return (
    <StepPage call={call} choice={choice} ask={t('respond.ask', { unit: shortUnit(part.unitName) })} sending={sending}
      lead={[call.reportAt && dayAndClock(call.reportAt), call.reportPlace].filter(Boolean).join(t('list.pause'))}
      note={part.clock && t('respond.by', { at: stamp(part.clock.dueAt) })}
      below={<>
        {may('PROPOSE_MEETING') && <Button kind="quiet" href={pathOf(call.id, { step: 'PROPOSE_MEETING', part })}>{t('respond.otherTime')}</Button>}
        {may('RETURN') && <Button kind="quiet" href={pathOf(call.id, { step: 'RETURN', part })}>{t('callDo.RETURN')}</Button>}
      </>}
      onSend={() => sending.send((id) => act(RespondToCallDocument, { input: { id, callId: call.id, assignmentId: part.id }, heads }))}>
      {part.clock && <ClockRuler {...part.clock} />}
      <Stepper large label={t('respond.heads')} value={heads} onValue={setHeads} />
      <dl class="facts">
        <dt>{t('respond.matter')}</dt><dd>{call.title}</dd>
        {part.duty && <><dt>{t('respond.duty')}</dt><dd>{part.duty}</dd></>}
        <dt>{t('respond.asked')}</dt><dd>{t('party.heads', { n: part.headcount })}</dd>
        {call.orderText && <><dt>{t('call.order')}</dt><dd class="serif">{call.orderText}</dd></>}
      </dl>
    </StepPage>
  )
}
