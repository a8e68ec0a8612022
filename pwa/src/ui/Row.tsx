import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './Icon'
import { Phrases } from './Phrases'

interface Props {
  href?: string
  onClick?: () => void
  title: ComponentChildren
  meta?: ComponentChildren
  /** clock or time at the right */
  end?: ComponentChildren
  /** lamp or small icon in the first column */
  lead?: ComponentChildren
  /** icon in a square */
  icon?: IconName
  /** unread or mine: accent icon */
  on?: boolean
  selected?: boolean
  /** leads on: an arrow at the right */
  chevron?: boolean
  class?: string
}

const phrased = (words: ComponentChildren) => (typeof words === 'string' ? <Phrases text={words} /> : words)

/** Title, one meta line, clock at the right. Goes into <Rows>. */
export function Row(props: Props) {
  const cls = ['row', props.icon && 'mid', props.on && 'on', props.selected && 'sel', props.class].filter(Boolean).join(' ')
  const face = (
    <>
      {props.icon && <span class="lead-i"><Icon name={props.icon} /></span>}
      {props.lead && <span class="lampcol">{props.lead}</span>}
      <span class="grow">
        <span class="t">{phrased(props.title)}</span>
        {props.meta && <span class="m">{phrased(props.meta)}</span>}
      </span>
      {props.end && <span class="end">{props.end}</span>}
      {props.chevron && <Icon name="forward" small />}
    </>
  )
  const current = props.selected ? ('true' as const) : undefined
  if (props.href) return <a class={cls} href={props.href} aria-current={current} data-row>{face}</a>
  if (props.onClick) return <button class={cls} type="button" aria-current={current} onClick={props.onClick} data-row>{face}</button>
  return <div class={cls}>{face}</div>
}

/** A list parted by hairlines. Children are <li>. */
export const Rows = ({ children, label }: { children: ComponentChildren; label?: string }) => (
  <ul class="rows" aria-label={label}>{children}</ul>
)
