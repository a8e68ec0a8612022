import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './Icon'

interface Props {
  icon: IconName
  /** amber: something of the person's own waits */
  waiting?: boolean
  action?: { label: string; href?: string; onClick?: () => void }
  children: ComponentChildren
}

/** A line across the screen that never blocks it. */
export function Banner({ icon, waiting, action, children }: Props) {
  return (
    <div class={`banner${waiting ? ' wait' : ''}`} role="status">
      <Icon name={icon} />
      <span>{children}</span>
      {action?.href && <a class="act" href={action.href}>{action.label}</a>}
      {action?.onClick && <button class="act" type="button" onClick={action.onClick}>{action.label}</button>}
    </div>
  )
}
