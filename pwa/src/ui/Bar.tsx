import type { ComponentChildren } from 'preact'
import { t } from '../words'
import { IconButton } from './Button'

interface Props {
  title: string
  /** where back leads when there is no history (a deep link) */
  up?: string
  /** "2 / 3" in a form */
  step?: string
  /** takes back's place: asks first, or goes one step back in a form */
  onBack?: () => void
  /** root screens have tabs and no way back */
  root?: boolean
  children?: ComponentChildren
}

function goBack(up: string): void {
  if (history.length > 1) history.back()
  else location.assign(up)
}

/** The bar of an inner screen: back, title (the page's h1), one or two actions. */
export const Bar = ({ title, up = '/', step, onBack, root, children }: Props) => (
  <div class="bar">
    {!root && <IconButton icon="back" label={t('ui.back')} onClick={onBack ?? (() => goBack(up))} />}
    <h1 class={`t${root ? ' bare' : ''}`} tabIndex={-1}>{title}</h1>
    {step && <span class="step">{step}</span>}
    {children}
  </div>
)
