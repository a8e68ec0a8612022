import type { CallFormInput, DraftOfCallFragment, DutyPartsFragment } from '../gql/graphql'
import type { SnapHeadPartsFragment } from '../../../api/gql/graphql'
import type { CallDraft, CallForm } from '../../../offline/callDraft'
import type { DraftPlace } from '../../../offline/draft'

/** The questions, one a screen on a phone; the last one shows it all before it goes. */
export const QUESTIONS = ['item', 'matter', 'done', 'place', 'urgency', 'sources', 'check'] as const
export type Question = (typeof QUESTIONS)[number]

/** Where a field is asked for, by the name that the server gives it. */
const ASKED_AT: Readonly<Record<string, Question>> = {
  itemId: 'item', situationId: 'item', title: 'matter', words: 'matter', photos: 'matter', asks: 'done', doneAlready: 'done',
  place: 'place', point: 'place', cellCode: 'place', streetCode: 'place', urgency: 'urgency', snapIds: 'sources',
}

export const questionOf = (field: string): Question => ASKED_AT[field] ?? 'check'

export const blankForm = (streetCode: string): CallForm => ({
  streetCode, urgency: 'NORMAL', itemId: null, situationId: null, title: '', words: '', doneAlready: '', asks: '', place: { words: '' }, photos: [], snapIds: [],
})

/** Nothing in it that would be missed. */
export const isBlank = ({ itemId, title, words, doneAlready, asks, photos, snapIds }: CallForm): boolean =>
  !itemId && !photos.length && !snapIds.length && ![title, words, doneAlready, asks].some((text) => text.trim())

/** The first field that is missing before it can be sent for signature; null when none is. */
export function missingField(form: CallForm): 'itemId' | 'title' | 'words' | 'asks' | null {
  if (!form.itemId) return 'itemId'
  return (['title', 'words', 'asks'] as const).find((field) => !form[field].trim()) ?? null
}

const STREET = 9
const CELL = 15

function placeOf({ lon, lat, code, place }: Pick<DraftOfCallFragment, 'lon' | 'lat' | 'code' | 'place'>): DraftPlace {
  if (lon !== null && lat !== null) return { words: place, lon, lat, from: 'map', ...(code.length === CELL ? { cellCode: code } : {}) }
  return { words: place, ...(code.length === CELL ? { cellCode: code } : {}) }
}

/** The form as the server has it. */
export const formOf = (call: DraftOfCallFragment): CallForm => ({
  streetCode: call.code.slice(0, STREET),
  urgency: call.urgency,
  itemId: call.itemId,
  situationId: call.situationId,
  title: call.title,
  words: call.words,
  doneAlready: call.doneAlready,
  asks: call.asks,
  place: placeOf(call),
  photos: call.photos.map(({ id, sha256 }) => ({ id, sha256, size: 0, confirmed: true })),
  snapIds: call.snaps.map((snap) => snap.id),
})

export const draftOf = (call: DraftOfCallFragment, personId: string): CallDraft => {
  const form = formOf(call)
  return { id: call.id, personId, touchedAt: Date.now(), form, saved: form, serverVersion: call.version, item: call.item }
}

export function inputOf({ place, photos, ...form }: CallForm): CallFormInput {
  const point = place.lon !== undefined && place.lat !== undefined ? { lon: place.lon, lat: place.lat, crs: 'WGS84' as const } : null
  return {
    ...form,
    place: place.words.trim(),
    point,
    // the server finds the cell of a point by the borders of its day
    cellCode: point ? null : (place.cellCode ?? null),
    photos: photos.map(({ id, sha256 }) => ({ id, sha256 })),
  }
}

/** What the snaps say already is not asked again: where it is, and what people wrote. */
export function withSnaps(form: CallForm, snaps: readonly SnapHeadPartsFragment[]): CallForm {
  const [first] = snaps
  if (!first) return form
  const street = first.code.length >= STREET ? first.code.slice(0, STREET) : form.streetCode
  const place: DraftPlace = { words: first.place || first.cellName || '', ...(first.lon !== null && first.lat !== null ? { lon: first.lon, lat: first.lat, from: 'map' as const } : {}), ...(first.cellCode ? { cellCode: first.cellCode } : {}) }
  const words = snaps.map((snap) => snap.words.trim()).filter(Boolean).join('\n')
  return { ...form, streetCode: street, place, words, snapIds: snaps.map((snap) => snap.id) }
}

/** What each unit is asked for, in the words of the list; a beginning that the street rewrites. */
export const asksOf = (item: DutyPartsFragment): string =>
  [item.lead, ...item.coUnits].map(({ unit, duty }) => (duty ? `${unit}：${duty}` : unit)).join('\n')

/** An item that was chosen in the list: what its units are asked for comes with it. */
export const withItem = (form: CallForm, item: DutyPartsFragment | null): CallForm => (item ? { ...form, itemId: item.id, asks: asksOf(item) } : form)

type Field = Exclude<keyof CallForm, 'streetCode' | 'situationId'>
const FIELDS: readonly Field[] = ['urgency', 'itemId', 'title', 'words', 'doneAlready', 'asks', 'place', 'photos', 'snapIds']

/** One value of a field as text, so that two can be compared. */
function said(form: CallForm, field: Field): string {
  if (field === 'itemId') return `${form.itemId} ${form.situationId}`
  if (field === 'photos') return form.photos.map((photo) => photo.id).join()
  if (field === 'place') return JSON.stringify([form.place.words, form.place.lon, form.place.lat])
  return JSON.stringify(form[field])
}

const taken = (form: CallForm, field: Field, from: CallForm): CallForm => ({
  ...form, [field]: from[field], ...(field === 'itemId' ? { situationId: from.situationId } : {}),
})

export interface Merged {
  form: CallForm
  /** both have changed these: mine stand, theirs are in `theirs` to be taken over by hand */
  clashes: Field[]
}

/**
 * Two have written from the same beginning. What only the other changed is taken over; what both changed stays as I
 * wrote it, and is named, so that no word of either is lost unseen.
 */
export function merge(base: CallForm, mine: CallForm, theirs: CallForm): Merged {
  let form = mine
  const clashes: Field[] = []
  for (const field of FIELDS) {
    const [before, own, other] = [said(base, field), said(mine, field), said(theirs, field)]
    if (other === before || other === own) continue
    if (own === before) form = taken(form, field, theirs)
    else clashes.push(field)
  }
  return { form, clashes }
}

/** Takes one field as the other wrote it. */
export const takeTheirs = (mine: CallForm, theirs: CallForm, field: Field): CallForm => taken(mine, field, theirs)

export const isSame = (a: CallForm, b: CallForm): boolean => FIELDS.every((field) => said(a, field) === said(b, field))

export type { Field as FormField }
