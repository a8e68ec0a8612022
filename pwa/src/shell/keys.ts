import { shortcuts } from './look'
import { wide } from './wide'

/** Keyboard of the desk: J and K walk the rows of the list pane, Enter opens, N snaps, / searches. */
const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

function walk(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const focused = rows.indexOf(document.activeElement as HTMLElement)
  const selected = rows.findIndex((row) => row.getAttribute('aria-current') === 'true')
  const at = focused >= 0 ? focused : selected
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** Goes to the search field of the list on screen, if it has one. */
function search(): boolean {
  const field = document.querySelector<HTMLElement>('.list-search input')
  field?.focus()
  return field !== null
}

/** Installs the shortcuts; `go` opens a path. */
export function installKeys(go: (path: string) => void): () => void {
  const keys: Record<string, () => void> = {
    j: () => walk(1),
    k: () => walk(-1),
    n: () => go('/snap'),
    '/': () => search() || go('/snaps?search'),
  }
  const press = (event: KeyboardEvent) => {
    if (!wide.peek() || shortcuts.peek() === 'off') return
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]')) return
    const run = keys[event.key]
    if (!run) return
    event.preventDefault()
    run()
  }
  addEventListener('keydown', press)
  return () => removeEventListener('keydown', press)
}
