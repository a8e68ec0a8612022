import { useState } from 'preact/hooks'
import { RelieveUnitDocument } from '../gql/graphql'
import { act } from '../../../api/request'
import { Area } from '../../../ui/Field'
import { t } from '../../../words'
import { shortUnit } from '../detail/parties'
import { StepPage } from '../step/StepPage'
import { useStep, useStepWords, type PartStepProps } from '../step/useStep'
import { UnitChoice, useChoosing } from './UnitChoice'

/** A unit is let off, with a reason; others may be called in its place. */
export function Relieve(props: PartStepProps) {
  const { call, choice, part } = props
  const choosing = useChoosing(props, false)
  const [why, setWhy] = useStepWords(props)
  const [missing, setMissing] = useState<string>()
  const { called } = choosing
  const sending = useStep(props, [why, called])
  const unit = shortUnit(part.unitName)
  const send = () => {
    setMissing(why.trim() ? undefined : t('step.wordsNeeded'))
    if (why.trim()) sending.send((id) => act(RelieveUnitDocument, { input: { id, callId: call.id, assignmentId: part.id, words: why.trim() }, units: called }))
  }
  return (
    <StepPage call={call} choice={choice} ask={t('relieve.ask', { unit })} sending={sending} missing={missing} note={t('relieve.note', { unit })} onSend={send}>
      <div class="top"><Area label={t('step.reason')} value={why} rows={3} maxLength={500} onValue={setWhy} /></div>
      <p class="small dim top">{t('relieve.instead')}</p>
      <UnitChoice call={call} choosing={choosing} />
    </StepPage>
  )
}
