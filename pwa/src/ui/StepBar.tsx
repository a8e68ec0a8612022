import { IconButton } from './Button'
import { t } from '../words'

interface Props {
  title: string
  /** where back leads when there is no history (a deep link) */
  up: string
  /** "2 / 6" */
  step?: string
  onBack?: () => void
}

/** The bar over a question: the question is the h1, the title here only says which call. */
export const StepBar = ({ title, up, step, onBack }: Props) => (
  <div class="bar">
    <IconButton icon="back" label={t('ui.back')} onClick={onBack ?? (() => (history.length > 1 ? history.back() : location.assign(up)))} />
    <div class="t">{title}</div>
    {step && <span class="step">{step}</span>}
  </div>
)
