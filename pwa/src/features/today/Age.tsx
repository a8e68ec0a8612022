import { heardAt, wire } from '../../api/feed'
import { t } from '../../words'
import { ago } from '../../words/time'

/** How old what one sees is: live with a filled dot, otherwise a ring and the time of the content. */
export function Age({ at }: { at: number | undefined }) {
  const live = wire.value === 'live'
  const since = live ? Math.max(heardAt.value, at ?? 0) : at
  if (!since) return null
  const said = t(live ? 'ui.live' : 'ui.shownAt', { age: ago(since) })
  // the key: other words are drawn in their place rather than pushed along by their length
  return <span key={said} class={`live${live ? '' : ' off'}`}><i aria-hidden="true" />{said}</span>
}
