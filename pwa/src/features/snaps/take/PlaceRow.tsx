import { seeking } from '../../../offline/position'
import { Button } from '../../../ui/Button'
import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'
import { draft } from './making'
import { accuracyWords, COARSE_METRES, isPlaced } from './said'

interface Said {
  title: string
  meta: string
}

function said(): Said {
  const { place } = draft.value!
  const cell = place.cellName ?? ''
  if (place.lon !== undefined) {
    const title = place.words || cell || t('take.noCells')
    return { title, meta: [place.words && cell, accuracyWords(place)].filter(Boolean).join('，') }
  }
  if (place.cellCode) return { title: place.words || cell, meta: place.words ? cell : t('take.byCell') }
  if (place.words) return { title: place.words, meta: t('take.byWords') }
  if (seeking.value === 'yes') return { title: t('take.seeking'), meta: t('take.seekingHint') }
  return { title: t('take.noPlace'), meta: t(seeking.value === 'denied' ? 'take.denied' : 'take.failed') }
}

/** The place as far as it is known, "please check", and the way to change it. */
export function PlaceRow({ onPlace }: { onPlace: () => void }) {
  const { title, meta } = said()
  const { place } = draft.value!
  const doubtful = (place.accuracyMetres ?? 0) > COARSE_METRES && place.from === 'gps'
  return (
    <div class="row mid take-line" aria-live="polite">
      <Icon name="pin" />
      <div class="grow">
        <div class="t">{title}</div>
        <div class={`m${doubtful ? ' take-doubt' : ''}`}>{meta}</div>
      </div>
      <Button kind="quiet" class="take-end" onClick={onPlace}>{t(isPlaced(place) ? 'take.change' : 'take.choose')}</Button>
    </div>
  )
}
