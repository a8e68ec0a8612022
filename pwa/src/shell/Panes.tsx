import type { ComponentChildren } from 'preact'
import { InPanes } from './Page'
import { wide, wider } from './wide'

interface Props {
  /** left: the list one chooses from; not rendered at all on a phone */
  list: () => ComponentChildren
  /** what was chosen, or the phone's whole screen */
  main: ComponentChildren
  /** third pane from 1200 px; below that, `main` shows the same itself */
  side?: () => ComponentChildren
}

/** Desks: list and detail side by side from 900 px, a third pane from 1200 px. Phones see `main` alone. */
export function Panes({ list, main, side }: Props) {
  if (!wide.value) return <>{main}</>
  const third = wider.value && side
  return (
    <main class={`panes${third ? ' three' : ''}`} id="main" tabIndex={-1}>
      <InPanes.Provider value={true}>
        <div class="pane-l">{list()}</div>
        <div class="pane-m">{main}</div>
        {third && <div class="pane-r">{third()}</div>}
      </InPanes.Provider>
    </main>
  )
}
