import { IconButton } from '../../../ui/Button'
import type { IconName } from '../../../ui/Icon'
import { t } from '../../../words'

interface Props {
  icon: Extract<IconName, 'back' | 'close'>
  label: string
  onBack: () => void
  title?: string
  step?: 1 | 2
}

/** The bar of a form's step. The step's question is the h1; the form's name here is only a name. */
export const TakeBar = ({ icon, label, onBack, title, step }: Props) => (
  <div class="bar">
    <IconButton icon={icon} label={label} onClick={onBack} />
    <div class="t">{title}</div>
    {step && <span class="step">{t('take.step', { n: step, of: 2 })}</span>}
  </div>
)
