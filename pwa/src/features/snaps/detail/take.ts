import { newId } from '../../../api/ids'
import { me } from '../../../api/session'
import type { SnapHead } from '../../../api/snaps'
import { deliver } from '../../../offline/deliver'
import { lift, type OutboxItem, type PhotoRef } from '../../../offline/format'
import { flush } from '../../../offline/outbox'
import { dropItem, putItem } from '../../../offline/store'
import { t } from '../../../words'
import { language } from '../../../words/language'
import { titleOf } from '../list/title'
import { FORMS, type Step } from './steps'

/** What was answered in the sheet. */
export interface Answers {
  words?: string
  photos?: PhotoRef[]
  /** the person, cell or snap that was chosen */
  chosen?: string
}

type Subject = Pick<SnapHead, 'id' | 'version' | 'words' | 'category'>

const CHOSEN = { person: 'personId', cell: 'cellCode', snap: 'intoId' } as const

function variablesOf(step: Step, snap: Subject, id: string, { words, chosen }: Answers): Record<string, unknown> {
  if (step === 'BACK') return { id, snapId: snap.id }
  const { choose } = FORMS[step]
  const input = { id, snapId: snap.id, expectedVersion: snap.version, ...(words?.trim() ? { words: words.trim() } : {}) }
  return { input, ...(choose && chosen ? { [CHOSEN[choose]]: chosen } : {}) }
}

function itemOf(step: Step, snap: Subject, answers: Answers): OutboxItem {
  const id = newId()
  return lift({
    id,
    kind: FORMS[step].kind,
    personId: me.peek()?.person.id ?? null,
    title: `${t(`do.${step}`)} · ${titleOf(snap)}`,
    variables: variablesOf(step, snap, id, answers),
    photos: answers.photos ?? [],
    language: language.peek(),
  })
}

/** Takes a step: at once when the server can be reached, otherwise from the outbox. Throws what `deliver` throws. */
export const take = (step: Step, snap: Subject, answers: Answers): Promise<'done' | 'queued'> => deliver(itemOf(step, snap, answers))

const GRACE = 6_000

/** Takes a step after six seconds, from the outbox, so that a slip of the thumb can be taken back. Returns the way back. */
export async function takeSoon(step: Step, snap: Subject): Promise<() => void> {
  const item = itemOf(step, snap, {})
  await putItem({ ...item, dueAt: Date.now() + GRACE })
  // sends nothing yet, but sets the clock; a slow server does not hold up the way back
  void flush()
  return () => void dropItem(item.id)
}

