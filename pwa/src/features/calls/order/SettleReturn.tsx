import { useMemo, useState } from 'preact/hooks'
import { SettleReturnDocument, type CalledUnitInput } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { Area } from '../../../ui/Field'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import { shortUnit } from '../detail/parties'
import { StepPage } from '../step/StepPage'
import { useStep, useStepWords, type PartStepProps } from '../step/useStep'
import { UnitChoice, useChoosing } from './UnitChoice'

type Way = 'others' | 'same' | 'nobody'
const WAYS: readonly Way[] = ['others', 'same', 'nobody']
/** From here on the desk writes down why (domain: a second return goes to arbitration). */
const BINDING_RETURNS = 2

/** 研判: what a unit returned goes to others, back to it, or to nobody. */
export function SettleReturn(props: PartStepProps) {
  const { call, choice, part } = props
  const choosing = useChoosing(props, false)
  const [way, setWay] = useState<Way | null>(null)
  const [finding, setFinding] = useStepWords(props)
  const [missing, setMissing] = useState<string>()
  const binding = part.returns >= BINDING_RETURNS
  const unit = shortUnit(part.unitName)
  const back = useMemo((): CalledUnitInput => ({ id: newId(), unitId: part.unitId, part: part.part, duty: part.duty, headcount: part.headcount }), [part.id])
  const units = way === 'same' ? [back] : way === 'others' ? choosing.called : []
  const sending = useStep(props, [way, units, finding])
  const send = () => {
    const lack = !way ? t('settle.choose') : way === 'others' && !units.length ? t('units.none') : binding && !finding.trim() ? t('settle.findingNeeded') : undefined
    setMissing(lack)
    if (!lack) sending.send((id) => act(SettleReturnDocument, { input: { id, callId: call.id, assignmentId: part.id }, units, finding: finding.trim() || null }))
  }
  return (
    <StepPage call={call} choice={choice} ask={t('settle.ask', { unit })} sending={sending} missing={missing} note={binding ? t('settle.binding') : undefined}
      label={way && (way !== 'others' || units.length) ? t(`settle.do.${way}`, { n: units.length }) : t('settle.do')} onSend={send}>
      <Said call={call} partId={part.id} returns={part.returns} />
      <section class="sec stack">
        <h2>{t('settle.to')}</h2>
        <Tiles segments label={t('settle.to')} value={way} onChoose={setWay} options={WAYS.map((value) => ({ value, label: t(`settle.${value}`, { unit }) }))} />
      </section>
      {way === 'others' && <UnitChoice call={call} choosing={choosing} />}
      <div class="top">
        <Area label={t(binding ? 'settle.finding' : 'settle.findingOptional')} hint={t(binding ? 'settle.findingHint' : 'settle.findingOptionalHint')}
          value={finding} rows={3} maxLength={1000} onValue={setFinding} />
      </div>
    </StepPage>
  )
}

/** What the unit wrote when it returned it, and the item that it relies on. */
function Said({ call, partId, returns }: { call: PartStepProps['call']; partId: string; returns: number }) {
  const said = call.entries.findLast((entry) => entry.step === 'RETURN' && entry.assignmentId === partId)
  if (!said) return null
  return (
    <div class="aside top">
      <p class="serif">{t('story.quote', { words: said.words })}</p>
      <p>{[said.byName, said.itemNumber && t('settle.relies', { number: said.itemNumber }), returns > 1 && t('settle.times', { n: returns })].filter(Boolean).join(' · ')}</p>
    </div>
  )
}
