import type { DutyPartsFragment } from '../features/calls/gql/graphql'
import type { Urgency } from '../api/gql/graphql'
import { withDb } from './db'
import type { DraftPlace } from './draft'
import type { PhotoRef } from './format'

/** What the street writes on a call form. */
export interface CallForm {
  streetCode: string
  urgency: Urgency
  itemId: string | null
  situationId: string | null
  title: string
  words: string
  doneAlready: string
  asks: string
  place: DraftPlace
  photos: PhotoRef[]
  snapIds: string[]
}

/** A call form in the making, kept on this device at every change. */
export interface CallDraft {
  /** the call's id to be */
  id: string
  personId: string
  touchedAt: number
  form: CallForm
  /** what the server has, and under which version; null: it has nothing yet */
  saved: CallForm | null
  serverVersion: number | null
  /** the item that was picked, to be shown without a network */
  item: DutyPartsFragment | null
}

export const keepCallDraft = (draft: CallDraft): Promise<unknown> => withDb((db) => db.put('callDrafts', draft))
export const keptCallDraft = (id: string): Promise<CallDraft | undefined> => withDb((db) => db.get('callDrafts', id))
export const dropCallDraft = (id: string): Promise<void> => withDb((db) => db.delete('callDrafts', id))

/** Drafts of this person that never reached the server, newest first. */
export async function unsentCallDrafts(personId: string): Promise<CallDraft[]> {
  const drafts = await withDb((db) => db.getAll('callDrafts'))
  return drafts.filter((draft) => draft.personId === personId && draft.serverVersion === null).sort((a, b) => b.touchedAt - a.touchedAt)
}
