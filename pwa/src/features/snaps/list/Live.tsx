import { heardAt, wire } from '../../../api/feed'
import { t } from '../../../words'
import { ago } from '../../../words/time'

/** The age of what is shown is always visible. */
export function Live() {
  if (!heardAt.value) return null
  const live = wire.value === 'live'
  const age = ago(heardAt.value)
  return <p class={live ? 'live list-live' : 'live off list-live'}><i />{live ? t('ui.live', { age }) : t('ui.shownAt', { age })}</p>
}
