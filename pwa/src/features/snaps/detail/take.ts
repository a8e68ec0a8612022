import { newId } from '../../../api/ids'
import { Refused, Unauthenticated } from '../../../api/request'
import { me, sessionLost } from '../../../api/session'
import type { SnapHead } from '../../../api/snaps'
import { enqueue, flush, outbox } from '../../../offline/outbox'
import { lift, subject, type OutboxItem, type PhotoRef } from '../../../offline/format'
import { send } from '../../../offline/send'
import { dropItem, dropPhoto, putItem } from '../../../offline/store'
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

/** Steps of this snap that wait on this phone: a new one must queue up behind them. */
export const waitingFor = (snapId: string): OutboxItem[] =>
  outbox.value.filter((item) => item.state !== 'sent' && subject(item) === snapId)

async function queue(item: OutboxItem): Promise<'queued'> {
  const { id, kind, title, variables, photos } = item
  await enqueue({ id, kind, title, variables, photos })
  return 'queued'
}

/**
 * Takes a step: at once when the server can be reached, otherwise from the outbox as soon as it can. The id is made
 * once, so that whichever way it goes, and however often, it counts once.
 * Throws Refused with the server's reason, Unauthenticated, NoRoom.
 */
export async function take(step: Step, snap: Subject, answers: Answers): Promise<'done' | 'queued'> {
  const item = itemOf(step, snap, answers)
  if (!navigator.onLine || waitingFor(snap.id).length) return queue(item)
  const outcome = await send(item, async () => undefined)
  if (outcome.is === 'refused') throw new Refused(outcome.reason)
  if (outcome.is === 'signIn') {
    sessionLost()
    throw new Unauthenticated()
  }
  if (outcome.is !== 'sent') return queue(item)
  await Promise.all(item.photos.map((photo) => dropPhoto(photo.id)))
  return 'done'
}

const GRACE = 6_000

/** Takes a step after six seconds, from the outbox, so that a slip of the thumb can be taken back. Returns the way back. */
export async function takeSoon(step: Step, snap: Subject): Promise<() => void> {
  const item = itemOf(step, snap, {})
  await putItem({ ...item, dueAt: Date.now() + GRACE })
  await flush()
  return () => void dropItem(item.id)
}

