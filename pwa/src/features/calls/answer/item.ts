import { me } from '../../../api/session'
import { lift, type OutboxItem, type PhotoRef } from '../../../offline/format'
import { language } from '../../../words/language'
import { labelOf } from '../detail/parties'
import type { CallFull, Choice } from '../steps'

interface Said {
  id: string
  words?: string
  photos?: PhotoRef[]
  /** further variables of the mutation */
  facts?: Record<string, unknown>
}

/** A step of a unit's part that may wait for a network. */
export function itemOf(kind: 'checkIn' | 'reportCompletion', call: CallFull, choice: Choice, { id, words, photos = [], facts = {} }: Said): OutboxItem {
  return lift({
    id,
    kind,
    personId: me.peek()?.person.id ?? null,
    title: `${labelOf(choice)} · ${call.title}`,
    variables: { input: { id, callId: call.id, assignmentId: choice.part?.id, ...(words ? { words } : {}) }, ...facts },
    photos,
    language: language.peek(),
  })
}
