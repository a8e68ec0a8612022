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
        {/* it scrolls and may hold nothing to focus: the keyboard reaches the pane itself */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        {third && <div class="pane-r" tabIndex={0}>{third()}</div>}
      </InPanes.Provider>
    </main>
  )
}
