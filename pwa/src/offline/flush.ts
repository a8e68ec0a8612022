import { backoff } from './backoff'
import { subject, type OutboxItem } from './format'
import { owner, send, type Outcome } from './send'
import { allItems, changeItem, dropBytes, dropOldSent, oneItem } from './store'

const LOCK = 'gridcall-outbox'

/** What a run found: when to come again (ms since the epoch, null: nothing waits), and whether it stopped short. */
export interface Flushed {
  nextAt: number | null
  signIn: boolean
  offline: boolean
}

/** One at a time on the whole phone: windows and the service worker queue up behind the same lock. Throws when `until` comes first. */
async function alone<T>(work: () => Promise<T>, until?: AbortSignal): Promise<T> {
  // absent in old Safari and on plain http
  const locks = navigator.locks as LockManager | undefined | null
  return locks ? locks.request(LOCK, until ? { signal: until } : {}, work) : work()
}

const waits = (item: OutboxItem): boolean => item.state === 'waiting' || item.state === 'sending'
const isWhose = (item: OutboxItem, who: string): boolean => item.personId === null || item.personId === who

/** Writes down how a try ended. An item deleted or edited meanwhile stays as the person left it. */
async function settle(item: OutboxItem, who: string | null, outcome: Outcome, now: number): Promise<void> {
  const settled = await changeItem(item.id, (stored) => {
    if (stored.state !== 'sending') return stored
    if (outcome.is === 'sent') return { ...stored, personId: who, state: 'sent', sentAt: now, answer: outcome.answer, reason: undefined }
    if (outcome.is === 'refused') return { ...stored, personId: who, state: 'needsYou', reason: outcome.reason }
    if (outcome.is !== 'later') return { ...stored, state: 'waiting' }
    const tries = stored.tries + 1
    return { ...stored, state: 'waiting', tries, dueAt: now + (outcome.afterMs ?? backoff(tries)) }
  })
  if (settled?.state === 'sent') await dropBytes(settled)
}

async function sendOne(item: OutboxItem, who: string | null): Promise<Outcome> {
  const current = await changeItem(item.id, (stored) => ({ ...stored, state: 'sending', reason: undefined }))
  if (!current) return { is: 'later' }
  const outcome = await send(current, async (photoId) => {
    await changeItem(item.id, (stored) => ({
      ...stored,
      photos: stored.photos.map((photo) => (photo.id === photoId ? { ...photo, confirmed: true } : photo)),
    }))
  })
  await settle(current, who, outcome, Date.now())
  return outcome
}

/** Steps of one snap go in the order they were made: who solves it must have taken it on first. */
function isNext(item: OutboxItem, waiting: OutboxItem[]): boolean {
  return waiting.find((one) => subject(one) === subject(item)) === item
}

const earliest = (items: OutboxItem[]): number | null =>
  items.length ? Math.min(...items.map((item) => item.dueAt)) : null

/** Whoever has the lock knows that nothing is on its way: what a killed page was sending waits, and can be changed, like the rest. */
async function rest(items: OutboxItem[]): Promise<void> {
  for (const { id, state } of items)
    if (state === 'sending') await changeItem(id, (stored) => (stored.state === 'sending' ? { ...stored, state: 'waiting' } : stored))
}

/** Sends what is due until nothing is, or until the network or the session is gone. */
async function run(): Promise<Flushed> {
  const waiting = (await allItems()).filter(waits)
  if (!waiting.length) return { nextAt: null, signIn: false, offline: false }
  const who = await owner()
  if (!who) {
    await rest(waiting)
    return { nextAt: null, signIn: who === null, offline: who === undefined }
  }
  const tried = new Set<string>()
  for (;;) {
    const mine = (await allItems()).filter((item) => waits(item) && isWhose(item, who))
    const item = mine.find((one) => one.dueAt <= Date.now() && !tried.has(one.id) && isNext(one, mine))
    if (!item) return { nextAt: earliest(mine), signIn: false, offline: false }
    tried.add(item.id)
    const outcome = await sendOne(item, who)
    if (outcome.is === 'offline' || outcome.is === 'signIn')
      return { nextAt: null, signIn: outcome.is === 'signIn', offline: outcome.is === 'offline' }
  }
}

/** Sends all that waits for whoever is signed in. Works in a window and in the service worker. */
export async function flushOnce(): Promise<Flushed> {
  return alone(async () => {
    await dropOldSent(Date.now())
    return run()
  })
}

/** Longer than this nobody watches a button turn, ms: another run may be bringing many photos. */
const PATIENCE = 10_000

/** Sends one stored item before the others, or tells how it has ended. Throws when its turn does not come soon. */
export async function sendNow(id: string): Promise<Outcome> {
  return alone(async () => {
    const item = await oneItem(id)
    if (!item) return { is: 'later' }
    if (waits(item)) return sendOne(item, item.personId)
    return item.answer ? { is: 'sent', answer: item.answer } : { is: 'refused', reason: item.reason! }
  }, AbortSignal.timeout(PATIENCE))
}

/** What is due this soon the worker waits for, ms: a step that could be taken back for some seconds, a first try that failed. */
const SOON = 10_000

/** The same for Background Sync: rejects while something is left, so that the browser comes again, which takes it minutes. */
export async function flushForSync(): Promise<void> {
  let { offline, nextAt } = await flushOnce()
  const wait = (nextAt ?? Infinity) - Date.now()
  if (wait <= SOON) {
    await new Promise((due) => setTimeout(due, Math.max(0, wait)))
    ;({ offline, nextAt } = await flushOnce())
  }
  if (offline || nextAt !== null) throw new Error('not all is sent')
}
