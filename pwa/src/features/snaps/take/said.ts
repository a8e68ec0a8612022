import type { SnapCategory } from '../../../api/gql/graphql'
import type { TakeSnapInput } from '../../../offline/gql/graphql'
import { may, me } from '../../../api/session'
import type { Draft, DraftPlace } from '../../../offline/draft'
import type { IconName } from '../../../ui/Icon'
import { t, type Key } from '../../../words'

/** The kinds in the order of how often they come; "not sure" last. */
export const CATEGORIES: readonly { value: SnapCategory; icon: IconName }[] = [
  { value: 'SANITATION', icon: 'broom' },
  { value: 'ROAD', icon: 'road' },
  { value: 'PARKING', icon: 'car' },
  { value: 'HAZARD', icon: 'bolt' },
  { value: 'GREENERY', icon: 'tree' },
  { value: 'NOISE', icon: 'sound' },
  { value: 'ILLEGAL_BUILDING', icon: 'house' },
  { value: 'UNSURE', icon: 'more' },
]

const TITLE_AT_MOST = 24

/** One line to recognise it by in the outbox: the person's words, else the kind and the place. */
export function titleOf(draft: Draft): string {
  const words = draft.words.trim().split('\n')[0] ?? ''
  if (words) return words.length > TITLE_AT_MOST ? `${words.slice(0, TITLE_AT_MOST)}…` : words
  const kind = t(`category.${draft.category as SnapCategory}`)
  const where = draft.place.words || draft.place.cellName
  return where ? `${kind} · ${where}` : kind
}

/** Less than this outside a cell, the server counts a point as in it. */
const NEAR_ENOUGH_METRES = 100

export const isPlaced = (place: DraftPlace): boolean =>
  place.lon !== undefined || place.cellCode !== undefined || place.words.trim() !== ''

/** Worse than this, the person is asked to point it out. */
export const COARSE_METRES = 100

export function accuracyWords(place: DraftPlace): string {
  if (place.distanceMetres) {
    if (place.distanceMetres > NEAR_ENOUGH_METRES || !place.cellName) return t('take.outsideFar')
    return t('take.outside', { name: place.cellName, n: Math.round(place.distanceMetres) })
  }
  if (place.from === 'map') return t('take.byHand')
  const n = Math.max(1, Math.round(place.accuracyMetres ?? 0))
  return t(n > COARSE_METRES ? 'take.coarse' : 'take.accuracy', { n })
}

/** Whether this person may close what lies there on the spot; the server decides again. */
export function handlesHere(place: DraftPlace): boolean {
  if (!may('snap:handle')) return false
  const { cellCode } = place
  return !cellCode || (me.value?.posts.some((post) => cellCode.startsWith(post.code)) ?? false)
}

/** What is missing before it can be sent; null when nothing is. */
export function missing(draft: Draft, photosComing: number): Key | null {
  if (!draft.photos.length && !photosComing && !draft.words.trim()) return 'take.writeSomething'
  if (!isPlaced(draft.place)) return 'take.sayWhere'
  return draft.category ? null : 'take.chooseCategory'
}

function pointOf(place: DraftPlace): TakeSnapInput['point'] {
  if (place.lon === undefined || place.lat === undefined) return null
  return { lon: place.lon, lat: place.lat, crs: 'WGS84', accuracyMetres: place.from === 'gps' ? (place.accuracyMetres ?? null) : null }
}

/** The mutation's variables. A cell is named only when there is no point: the server finds it by the day's borders. */
export function variablesOf(draft: Draft, fixedOnTheSpot: boolean): { input: Omit<TakeSnapInput, 'photos'> } {
  const point = pointOf(draft.place)
  return {
    input: {
      id: draft.id,
      point,
      cellCode: point ? null : (draft.place.cellCode ?? null),
      place: draft.place.words.trim(),
      category: draft.category as SnapCategory,
      words: draft.words.trim(),
      takenAt: new Date(draft.startedAt).toISOString(),
      fixedOnTheSpot,
    },
  }
}
