import type { ComponentChildren } from 'preact'
import { Panes } from '../../shell/Panes'
import { wide } from '../../shell/wide'
import { CallsPane } from './list/CallsPane'

/** A screen of one call: alone on a phone, beside the list on a desk. */
export function InCalls({ id, children, side }: { id?: string; children: ComponentChildren; side?: () => ComponentChildren }) {
  if (!wide.value) return <>{children}</>
  return <Panes list={() => <div class="calls-left"><CallsPane {...(id ? { selected: id } : {})} /></div>} main={children} {...(side ? { side } : {})} />
}
