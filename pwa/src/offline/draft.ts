import { newId } from '../api/ids'
import { withDb } from './db'
import type { OutboxItem, PhotoRef, Reason } from './format'

/** Where it is: any of a point, a chosen cell and words; the more the better, none is forced. */
export interface DraftPlace {
  lon?: number
  lat?: number
  accuracyMetres?: number
  /** gps: "please check"; map: put there by hand */
  from?: 'gps' | 'map'
  cellCode?: string
  cellName?: string
  /** 0 inside the cell; more: the nearest one */
  distanceMetres?: number
  words: string
}

/** A snap in the making. Saved at every change, and before the camera opens: Android may kill the page behind it. */
export interface Draft {
  version: 1
  /** the snap's id to be, so that the receipt number is known from the start */
  id: string
  personId: string | null
  startedAt: number
  touchedAt: number
  photos: PhotoRef[]
  place: DraftPlace
  category: string | null
  words: string
  /** true while the camera is open: found true at a start, the page was killed behind it */
  camera: boolean
  /** why it came back from the outbox */
  reason?: Reason
}

export function newDraft(personId: string | null, now = Date.now()): Draft {
  return {
    version: 1,
    id: newId(now),
    personId,
    startedAt: now,
    touchedAt: now,
    photos: [],
    place: { words: '' },
    category: null,
    words: '',
    camera: false,
  }
}

/** Nothing in it that a person would miss. */
export const isBlank = (draft: Draft): boolean =>
  !draft.photos.length && !draft.category && !draft.words && !draft.place.words && !draft.camera

/** The draft this person touched last, or undefined. */
export async function lastDraft(personId: string | null): Promise<Draft | undefined> {
  const drafts = await withDb((db) => db.getAll('drafts'))
  return drafts
    .filter((draft) => draft.personId === null || draft.personId === personId)
    .sort((a, b) => b.touchedAt - a.touchedAt)[0]
}

export const saveDraft = (draft: Draft): Promise<unknown> => withDb((db) => db.put('drafts', draft, draft.id))

/** Throws a draft away, photos and all. */
export async function discardDraft(draft: Draft): Promise<void> {
  await withDb(async (db) => {
    const tx = db.transaction(['drafts', 'photos'], 'readwrite')
    await Promise.all([
      tx.objectStore('drafts').delete(draft.id),
      ...draft.photos.map((photo) => tx.objectStore('photos').delete(photo.id)),
      tx.done,
    ])
  })
}

interface TakeInput {
  point: { lon: number; lat: number; accuracyMetres?: number | null } | null
  cellCode: string | null
  place: string
  category: string
  words: string
  takenAt: string
}

/** A snap that waits in the outbox, as the draft it was: same id, same receipt number, same photos. */
export function draftOf(item: OutboxItem): Draft {
  const input = item.variables.input as TakeInput
  const { lon, lat, accuracyMetres } = input.point ?? {}
  const measured = typeof accuracyMetres === 'number'
  return {
    ...newDraft(item.personId, Date.parse(input.takenAt)),
    id: item.id,
    touchedAt: Date.now(),
    photos: item.photos,
    place: {
      ...(lon !== undefined && lat !== undefined ? { lon, lat, from: measured ? 'gps' : 'map' } : {}),
      ...(measured ? { accuracyMetres } : {}),
      ...(input.cellCode ? { cellCode: input.cellCode } : {}),
      words: input.place,
    },
    category: input.category,
    words: input.words,
    ...(item.reason ? { reason: item.reason } : {}),
  }
}
