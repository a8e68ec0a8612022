import { signal, type ReadonlySignal } from '@preact/signals'

function media(query: string): ReadonlySignal<boolean> {
  const list = matchMedia(query)
  const made = signal(list.matches)
  list.addEventListener('change', (event) => (made.value = event.matches))
  return made
}

/** Two panes. The same literals as in frame.css. */
export const wide = media('(min-width: 900px)')
/** Three panes. */
export const wider = media('(min-width: 1200px)')
