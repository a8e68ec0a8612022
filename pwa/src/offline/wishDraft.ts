import type { ConsentHow, SafetyFlag, WishFor, WishKind, WishWho } from '../api/gql/graphql'
import { withDb } from './db'
import type { OutboxItem, PhotoRef } from './format'

/** What somebody writes who wishes for something, or for somebody else. */
export interface WishForm {
  kind: WishKind
  for: WishFor
  who: WishWho
  words: string
  /** a calendar day; '' for any */
  wantedBy: string
  /** yuan; '' when nothing is to be bought */
  amount: string
  community: string
  name: string
  phone: string
  address: string
  flags: SafetyFlag[]
  consentHow: ConsentHow | null
  consentAt: string
  photos: PhotoRef[]
}

/** A wish in the making, kept on this phone at every change until it is posted. */
export interface WishDraft {
  /** the wish's id to be */
  id: string
  personId: string
  touchedAt: number
  form: WishForm
  /** why it came back from the outbox */
  reason?: string
}

export const keepWishDraft = (draft: WishDraft): Promise<unknown> => withDb((db) => db.put('wishDrafts', draft))
export const dropWishDraft = (id: string): Promise<void> => withDb((db) => db.delete('wishDrafts', id))

/** The draft that this person touched last. */
export async function lastWishDraft(personId: string): Promise<WishDraft | undefined> {
  const drafts = await withDb((db) => db.getAll('wishDrafts'))
  return drafts.filter((draft) => draft.personId === personId).sort((a, b) => b.touchedAt - a.touchedAt)[0]
}

interface Input extends Omit<WishForm, 'amount' | 'wantedBy' | 'consentAt' | 'photos'> {
  amountYuan: number | null
  wantedBy: string | null
  consentAt: string | null
}

/** A wish that waits in the outbox, as the draft it was: same id, same photos. */
export function wishDraftOf(item: OutboxItem): WishDraft {
  const { kind, for: whom, who, words, community, name, phone, address, flags, consentHow, amountYuan, wantedBy, consentAt } = item.variables.input as Input
  const form: WishForm = {
    kind, for: whom, who, words, community, name, phone, address, flags, consentHow,
    amount: amountYuan === null ? '' : String(amountYuan), wantedBy: wantedBy ?? '', consentAt: consentAt ?? '', photos: item.photos,
  }
  return { id: item.id, personId: item.personId ?? '', touchedAt: Date.now(), form, ...(item.reason?.message ? { reason: item.reason.message } : {}) }
}
