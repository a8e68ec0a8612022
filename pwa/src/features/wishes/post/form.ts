import type { PhotoRef } from '../../../offline/format'
import type { WishForm } from '../../../offline/wishDraft'
import type { ConsentHow, PostWishInput, SafetyFlag, WishKind, WishWho } from '../gql/graphql'
import type { WishFull } from '../steps'
import { dayOf, now } from '../../../words/time'
import { cleanPhone, isPhone } from '../../signin/phone'

export const KINDS: readonly WishKind[] = ['GOODS', 'SERVICE']
export const WHOS: readonly WishWho[] = ['RESIDENT', 'OLD_PERSON', 'FAMILY', 'CHILD', 'DISABLED_PERSON']
export const FLAGS: readonly SafetyFlag[] = ['MINOR', 'HOME_VISIT', 'VERY_OLD']
export const CONSENTS: readonly ConsentHow[] = ['SPOKEN', 'WRITTEN', 'BY_PHONE']

/** What is new in the form; or how it follows from the form there is by then, where it took a while. */
export type Change = (patch: Partial<WishForm> | ((now: WishForm) => Partial<WishForm>)) => void

export const changed = (form: WishForm, patch: Parameters<Change>[0]): WishForm => ({ ...form, ...(typeof patch === 'function' ? patch(form) : patch) })

/** One question a screen, in this order. */
export const QUESTIONS = ['what', 'when', 'whom', 'where', 'care'] as const
export type Question = (typeof QUESTIONS)[number]

/** A form with nothing in it but who and where the writer is. */
export const blankForm = (community: string, name: string): WishForm => ({
  kind: 'SERVICE', for: 'ONESELF', who: 'RESIDENT', words: '', wantedBy: '', amount: '', community, name, phone: '', address: '',
  flags: [], consentHow: null, consentAt: '', photos: [],
})

export type Field = 'words' | 'wantedBy' | 'amountYuan' | 'community' | 'name' | 'phone' | 'address' | 'consentHow'

const COMMUNITY = 12

/** The first thing that is missing or cannot be, by the name the server has for it; null when it can be sent. */
export function missingField(form: WishForm, limitYuan: number): Field | null {
  if (!form.words.trim()) return 'words'
  if (form.wantedBy && form.wantedBy < dayOf(now.peek())) return 'wantedBy'
  if (form.amount && !(Number(form.amount) >= 1 && Number(form.amount) <= limitYuan)) return 'amountYuan'
  if (form.for === 'SOMEONE' && !form.consentHow) return 'consentHow'
  if (form.community.length !== COMMUNITY) return 'community'
  if (!form.name.trim()) return 'name'
  if (!isPhone(form.phone)) return 'phone'
  return form.address.trim() ? null : 'address'
}

const OF: Record<Field, Question> = { words: 'what', wantedBy: 'when', amountYuan: 'when', consentHow: 'whom', community: 'where', name: 'where', phone: 'where', address: 'where' }

/** The screen on which a field is asked for; what the server names and nobody was asked for goes with the first. */
export const questionOf = (field: string): Question => OF[field as Field] ?? 'what'

/** For the server; the same form twice is the same wish. */
export function inputOf(id: string, form: WishForm): PostWishInput {
  const someone = form.for === 'SOMEONE'
  return {
    id,
    kind: form.kind,
    for: form.for,
    who: form.who,
    words: form.words.trim(),
    wantedBy: form.wantedBy || null,
    amountYuan: form.amount ? Number(form.amount) : null,
    community: form.community,
    name: form.name.trim(),
    phone: cleanPhone(form.phone),
    address: form.address.trim(),
    flags: form.flags,
    consentHow: someone ? form.consentHow : null,
    consentAt: someone ? form.consentAt || null : null,
    photos: form.photos.map(({ id: photo, sha256 }) => ({ id: photo, sha256 })),
  }
}

/** A wish that was sent back, as the form it came from. */
export function formOf(wish: WishFull): WishForm {
  const { originalWords = wish.words, name = '', phone = '', address = '', consentHow = null, consentAt } = wish.private ?? {}
  const photos: PhotoRef[] = wish.photos.map(({ id, sha256 }) => ({ id, sha256, size: 0, confirmed: true }))
  return {
    kind: wish.kind,
    for: wish.onBehalf ? 'SOMEONE' : 'ONESELF',
    who: wish.who,
    words: originalWords,
    wantedBy: wish.wantedBy ?? '',
    amount: wish.amountYuan === null ? '' : String(wish.amountYuan),
    community: wish.code,
    name,
    phone,
    address,
    flags: [...wish.flags],
    consentHow,
    consentAt: consentAt ?? '',
    photos,
  }
}
