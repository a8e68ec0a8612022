import { t } from '../words'
import { Icon } from './Icon'

interface Props {
  label: string
  value: number
  atMost?: number
  atLeast?: number
  /** what is counted; people when left out */
  unit?: string
  /** fills the screen's middle: the number is the answer to its question */
  large?: boolean
  onValue: (value: number) => void
}

const PEOPLE_AT_MOST = 200

/** How many: one less, the number, one more. */
export function Stepper({ label, value, atMost = PEOPLE_AT_MOST, atLeast = 1, unit, large, onValue }: Props) {
  const by = (step: number) => onValue(Math.min(atMost, Math.max(atLeast, value + step)))
  return (
    <div class={large ? 'stepper large' : 'stepper'} role="group" aria-label={label}>
      <button class="btn s" type="button" aria-label={unit ? t('step.fewerOf', { unit }) : t('step.fewer')} aria-disabled={value <= atLeast || undefined} onClick={() => by(-1)}><Icon name="minus" /></button>
      <output aria-live="polite"><b>{value}</b> {unit ?? t('step.people')}</output>
      <button class="btn s" type="button" aria-label={unit ? t('step.moreOf', { unit }) : t('step.more')} onClick={() => by(1)}><Icon name="plus" /></button>
    </div>
  )
}
