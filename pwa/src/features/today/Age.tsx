import { heardAt, wire } from '../../api/feed'
import { t } from '../../words'
import { ago } from '../../words/time'

/** How old what one sees is: live with a filled dot, otherwise a ring and the time of the content. */
export function Age({ at }: { at: number | undefined }) {
  const live = wire.value === 'live'
  const since = live ? Math.max(heardAt.value, at ?? 0) : at
  if (!since) return null
  return (
    <span class={`live${live ? '' : ' off'}`}>
      <i aria-hidden="true" />{t(live ? 'ui.live' : 'ui.shownAt', { age: ago(since) })}
    </span>
  )
}
