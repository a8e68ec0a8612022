import { Icon, type IconName } from './Icon'

interface Option<T> {
  value: T
  label: string
  icon?: IconName
}

interface Props<T> {
  label: string
  value: T | null
  options: Option<T>[]
  onChoose: (value: T) => void
  /** a line of words instead of a grid of pictures */
  segments?: boolean
}

/** One of a few, as tiles; arrow keys move the choice. */
export function Tiles<T extends string>({ label, value, options, onChoose, segments }: Props<T>) {
  const focusable = value ?? options[0]?.value
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const at = options.findIndex((option) => option.value === focusable)
    const next = options[(at + step + options.length) % options.length]!
    onChoose(next.value)
    const box = event.currentTarget as HTMLElement
    box.querySelector<HTMLElement>(`[data-value="${next.value}"]`)?.focus()
  }
  return (
    <div class={segments ? 'segments' : 'tiles'} role="radiogroup" aria-label={label} tabIndex={-1} onKeyDown={move}>
      {options.map((option) => (
        <button key={option.value} class="tile" type="button" role="radio" data-value={option.value}
          aria-checked={option.value === value} tabIndex={option.value === focusable ? 0 : -1}
          onClick={() => onChoose(option.value)}>
          {option.icon && <Icon name={option.icon} />}{option.label}
        </button>
      ))}
    </div>
  )
}
