import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './Icon'

type Kind = 'primary' | 'secondary' | 'quiet' | 'destructive'
const LETTER = { primary: 'p', secondary: 's', quiet: 'q', destructive: 'd' } as const

interface Props {
  kind?: Kind
  icon?: IconName
  /** link instead of button */
  href?: string
  onClick?: () => void
  type?: 'button' | 'submit'
  /** in progress: says so, and takes no second press */
  busy?: boolean
  /** refused: stays in place; the reason stands beside it */
  refused?: boolean
  compact?: boolean
  full?: boolean
  class?: string
  /** id of the text that says why it is refused */
  describedBy?: string
  children: ComponentChildren
}

/** Named by verb and object. One primary per screen. */
export function Button(props: Props) {
  const { kind = 'secondary', icon, href, busy, refused, compact, full, children } = props
  const cls = ['btn', LETTER[kind], compact && 'c', full && 'w', props.class].filter(Boolean).join(' ')
  const face = <>{(busy || icon) && <Icon name={busy ? 'again' : icon!} small />}{children}</>
  if (href) return <a class={cls} href={href}>{face}</a>
  return (
    <button
      class={cls}
      type={props.type ?? 'button'}
      aria-busy={busy || undefined}
      aria-disabled={busy || refused ? true : undefined}
      aria-describedby={props.describedBy}
      onClick={(event) => {
        if (busy || refused) event.preventDefault()
        else props.onClick?.()
      }}
    >
      {face}
    </button>
  )
}

interface IconButtonProps {
  icon: IconName
  label: string
  href?: string
  count?: number
  onClick?: () => void
}

/** Back, close, more, search, bell: the five that need no word beside them. */
export function IconButton({ icon, label, href, count, onClick }: IconButtonProps) {
  const face = <><Icon name={icon} />{count ? <span class="badge" aria-hidden="true">{count > 99 ? '99+' : count}</span> : null}</>
  if (href) return <a class="ib" href={href} aria-label={label}>{face}</a>
  return <button class="ib" type="button" aria-label={label} onClick={onClick}>{face}</button>
}
