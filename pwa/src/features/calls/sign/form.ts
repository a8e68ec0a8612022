import type { Urgency } from '../../../api/gql/graphql'
import { t } from '../../../words'
import { fours } from '../../../words/time'

/** What is signed: the canonical text, read. See backend/gridcall/calls/form.py. */
export interface FormContent {
  form: number
  street: { code: string; name: string }
  place: { code: string; words: string; lon: string | null; lat: string | null }
  urgency: Lowercase<Urgency>
  item: { list: string; number: string; name: string; situation: string }
  title: string
  words: string
  done_already: string
  asks: string
  photos: string[]
  snaps: string[]
}

export const readForm = (content: string): FormContent => JSON.parse(content) as FormContent

export type FieldName = 'title' | 'street' | 'item' | 'urgency' | 'place' | 'words' | 'done' | 'asks' | 'photos' | 'snaps'

const placeOf = ({ words, code, lon, lat }: FormContent['place']): string =>
  [words, lon !== null && lat !== null && t('form.point', { lon, lat }), t('form.code', { code })].filter(Boolean).join(t('call.comma'))

function itemOf({ list, number, name, situation }: FormContent['item']): string {
  if (!number) return ''
  return `${t('form.itemOf', { list, number, name })}${situation ? t('form.situationOf', { words: situation }) : ''}`
}

const FIELDS: Record<FieldName, (form: FormContent) => string> = {
  title: (form) => form.title,
  street: (form) => form.street.name,
  item: (form) => itemOf(form.item),
  urgency: (form) => t(`urgency.${form.urgency.toUpperCase() as Urgency}`),
  place: (form) => placeOf(form.place),
  words: (form) => form.words,
  done: (form) => form.done_already,
  asks: (form) => form.asks,
  photos: (form) => (form.photos.length ? t('form.photoCount', { n: form.photos.length }) : ''),
  snaps: (form) => form.snaps.map(fours).join(t('call.comma')),
}

export interface Field {
  name: FieldName
  value: string
}

/** Every signed field that says something, as the paper shows it. The title stands above them. */
export const fieldsOf = (form: FormContent): Field[] =>
  (Object.keys(FIELDS) as FieldName[]).filter((name) => name !== 'title').map((name) => ({ name, value: FIELDS[name](form) })).filter((field) => field.value)

/** What both texts have in common at their ends, and what was taken out and put in between. */
export interface Change {
  name: FieldName
  head: string
  gone: string
  come: string
  tail: string
}

/** Finds the middle that changed. Works on whole characters, so that none is cut in two. */
export function changed(name: FieldName, before: string, after: string): Change {
  const [a, b] = [[...before], [...after]]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const cut = (text: string[]): string => text.slice(head, text.length - tail).join('')
  return { name, head: a.slice(0, head).join(''), gone: cut(a), come: cut(b), tail: a.slice(a.length - tail).join('') }
}

const without = (all: readonly string[], others: readonly string[]): number => all.filter((one) => !others.includes(one)).length

/** Photos are compared by their content: as many as before may still be others. */
function photosChanged(before: FormContent, after: FormContent): Change[] {
  const [come, gone] = [without(after.photos, before.photos), without(before.photos, after.photos)]
  if (!come && !gone) return []
  return [{ name: 'photos', head: '', gone: gone ? t('form.photosGone', { n: gone }) : '', come: come ? t('form.photosCome', { n: come }) : '', tail: '' }]
}

/** What has changed since the last signature, field by field. */
export function changes(before: FormContent, after: FormContent): Change[] {
  return (Object.keys(FIELDS) as FieldName[]).flatMap((name) => {
    if (name === 'photos') return photosChanged(before, after)
    const [was, is] = [FIELDS[name](before), FIELDS[name](after)]
    return was === is ? [] : [changed(name, was, is)]
  })
}
