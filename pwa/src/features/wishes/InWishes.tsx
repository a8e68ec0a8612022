import type { ComponentChildren } from 'preact'
import { Panes } from '../../shell/Panes'
import { wide } from '../../shell/wide'
import { WishesPane } from './wall/WishesPane'

/** A screen of one wish: alone on a phone, beside the wall on a desk. */
export function InWishes({ id, children, side }: { id?: string; children: ComponentChildren; side?: () => ComponentChildren }) {
  if (!wide.value) return <>{children}</>
  return <Panes list={() => <div class="wishes-left"><WishesPane {...(id ? { selected: id } : {})} /></div>} main={children} {...(side ? { side } : {})} />
}
