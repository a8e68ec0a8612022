import type { ComponentChildren } from 'preact'
import { Button } from './Button'

interface Props {
  title: string
  action?: { label: string; href?: string; onClick?: () => void }
  children?: ComponentChildren
}

/** What is true, then the next step. No drawing. */
export const Empty = ({ title, action, children }: Props) => (
  <div class="empty">
    <b>{title}</b>
    {children}
    {action && <div><Button kind="quiet" class="flush" {...action}>{action.label}</Button></div>}
  </div>
)
