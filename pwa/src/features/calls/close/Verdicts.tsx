import { useId } from 'preact/hooks'
import type { Satisfaction, Solved } from '../gql/graphql'
import { Area } from '../../../ui/Field'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import { cardOf, shortUnit } from '../detail/parties'
import type { CallFull, Part } from '../steps'
import { ASPECTS, SATISFACTIONS, SOLVED, type Aspect, type Verdict } from './verdicts'

interface Props {
  call: CallFull
  part: Part
  verdict: Verdict
  onChange: (verdict: Verdict) => void
}

const satisfactions = () => SATISFACTIONS.map((value) => ({ value, label: t(`satisfaction.${value}`) }))
const outcomes = () => SOLVED.map((value) => ({ value, label: t(`solved.${value}`) }))

/** One unit's evaluation as a phone asks it: four rows of tiles. */
export function UnitVerdict({ call, part, verdict, onChange }: Props) {
  const own = call.entries.findLast((entry) => entry.step === 'REPORT_COMPLETION' && entry.assignmentId === part.id)
  return (
    <div class="stack">
      {own?.words && <p class="aside serif">{t('story.quote', { words: own.words })}</p>}
      {ASPECTS.map((aspect) => (
        <div key={aspect} class="stack verdict-line">
          <h2>{t(`verdict.${aspect}`)}</h2>
          <Tiles<Satisfaction> segments label={t(`verdict.${aspect}`)} value={verdict[aspect]} options={satisfactions()} onChoose={(value) => onChange({ ...verdict, [aspect]: value })} />
        </div>
      ))}
      <div class="stack verdict-line">
        <h2>{t('verdict.solved')}</h2>
        <Tiles<Solved> segments label={t('verdict.solved')} value={verdict.solved} options={outcomes()} onChoose={(solved) => onChange({ ...verdict, solved })} />
      </div>
      <Area label={t('verdict.words')} value={verdict.words} rows={2} maxLength={200} onValue={(words) => onChange({ ...verdict, words })} />
    </div>
  )
}

interface TableProps {
  call: CallFull
  parts: readonly Part[]
  said: Readonly<Record<string, Verdict>>
  blank: Verdict
  onChange: (id: string, verdict: Verdict) => void
}

/** All units at once, for a desk: one line each. */
export function VerdictTable({ call, parts, said, blank, onChange }: TableProps) {
  return (
    <table class="verdicts">
      <thead>
        <tr>
          <th scope="col">{t('order.unit')}</th>
          {ASPECTS.map((aspect) => <th key={aspect} scope="col">{t(`verdict.${aspect}`)}</th>)}
          <th scope="col">{t('verdict.solved')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => {
          const verdict = said[part.id] ?? blank
          const change = (patch: Partial<Verdict>) => onChange(part.id, { ...verdict, ...patch })
          return (
            <tr key={part.id} data-part={part.id}>
              <th scope="row">{shortUnit(part.unitName)}<span class="small dim">{cardOf(part, call).since}</span></th>
              {ASPECTS.map((aspect: Aspect) => (
                <td key={aspect}><Pick label={`${shortUnit(part.unitName)} ${t(`verdict.${aspect}`)}`} value={verdict[aspect]} options={satisfactions()} onPick={(value) => change({ [aspect]: value })} /></td>
              ))}
              <td><Pick label={`${shortUnit(part.unitName)} ${t('verdict.solved')}`} value={verdict.solved} options={outcomes()} onPick={(solved) => change({ solved })} /></td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

interface PickProps<T extends string> {
  label: string
  value: T | null
  options: { value: T; label: string }[]
  onPick: (value: T) => void
}

/** One cell of the table: the system's own picker, a letter of the keyboard away. */
function Pick<T extends string>({ label, value, options, onPick }: PickProps<T>) {
  const id = useId()
  return (
    <select id={id} class="in" aria-label={label} value={value ?? ''} onChange={(event) => onPick(event.currentTarget.value as T)}>
      <option value="" disabled>{t('take.pick')}</option>
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  )
}
