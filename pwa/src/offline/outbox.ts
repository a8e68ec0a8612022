import { computed, effect, signal } from '@preact/signals'
import { wire } from '../api/feed'
import { newId } from '../api/ids'
import { expired, me, sessionLost } from '../api/session'
import { language } from '../words/language'
import { backoff } from './backoff'
import { subject, VERSION, type Kind, type OutboxItem, type PhotoRef, type State } from './format'
import { keepForGood, lookForRoom } from './room'
import { allItems, changeItem, dropItem, onChange, putItem } from './store'

/** What a screen hands in to be sent, now or when there is a network. */
export interface NewItem {
  /** UUIDv7; the idempotency key. Made here when left out. */
  id?: string
  kind: Kind
  /** one line, so that the person recognises it in the outbox */
  title: string
  variables: Record<string, unknown>
  photos?: PhotoRef[]
  /** whose it is; when left out, of whoever is signed in */
  personId?: string | null
}

const all = signal<OutboxItem[]>([])
/** Made by whoever is signed in, or before signing in. */
export const isMine = (item: OutboxItem): boolean => item.personId === null || item.personId === (me.value?.person.id ?? null)

/** Whoever signed out deliberately shows nothing to the next holder; a session that ran out keeps its things in sight. */
const isShown = (item: OutboxItem): boolean => isMine(item) || (me.value === null && expired.value)

/** This person's items, newest first, those that need the person on top. */
export const outbox = computed(() =>
  all.value
    .filter(isShown)
    .toReversed()
    .sort((a, b) => Number(b.state === 'needsYou') - Number(a.state === 'needsYou')),
)

const isUnsent = (item: OutboxItem): boolean => item.state !== 'sent'

/** How many unsent things lie here that belong to somebody else than who is signed in; neither shown nor sent. */
export const others = computed(() => all.value.filter((item) => isUnsent(item) && !isShown(item)).length)

/** Steps of this snap or call that wait on this phone: a new one must queue up behind them. */
export const waitingFor = (id: string): OutboxItem[] => outbox.value.filter((item) => isUnsent(item) && subject(item) === id)

/** How many have not reached the server; with nobody signed in, all on this phone. */
export const unsent = computed(() => outbox.value.filter(isUnsent).length + (me.value === null ? others.value : 0))

/** How many the server has sent back to be changed. */
export const needsYou = computed(() => outbox.value.filter((item) => item.state === 'needsYou').length)

/** Why nothing moves, when nothing moves. */
export const halted = signal<'offline' | 'signIn' | null>(null)

/** Resolves when the items have been read once. */
export const outboxReady: Promise<void> = read()

async function read(): Promise<void> {
  all.value = await allItems().catch(() => all.peek())
}

/** With the app open, a server that is away is asked again at least this often, ms. */
const LONGEST_OFFLINE = 30_000
/** how many runs in a row found no server */
let misses = 0
let timer: ReturnType<typeof setTimeout> | undefined
let running: Promise<void> | null = null
let again = false

async function flushAndPlan(): Promise<void> {
  // asked of the store itself: what is shown may be a moment older
  if (!(await allItems()).length) return
  // the sending half is loaded when there is something to send: most starts have nothing
  const { flushOnce } = await import('./flush')
  const { nextAt, signIn, offline } = await flushOnce()
  halted.value = signIn ? 'signIn' : offline ? 'offline' : null
  if (signIn) sessionLost()
  clearTimeout(timer)
  misses = offline ? misses + 1 : 0
  const nextTry = offline ? Date.now() + Math.min(backoff(misses), LONGEST_OFFLINE) : nextAt
  if (nextTry !== null) timer = setTimeout(() => void flush(), Math.max(1_000, nextTry - Date.now()))
}

/** Sends what is due. Calls while one is running make it run once more afterwards. Never throws. */
export async function flush(): Promise<void> {
  again = running !== null
  running ??= flushAndPlan()
    .catch(() => undefined)
    .finally(() => {
      running = null
    })
  await running
  if (again) {
    again = false
    await flush()
  }
}

/** A later step of a snap or call, queued behind an earlier one, cannot know which version that one will make. */
function withoutStaleVersion(item: OutboxItem): OutboxItem {
  const waitsBefore = all.peek().some((one) => one.state !== 'sent' && subject(one) === subject(item))
  const input = item.variables.input as { expectedVersion?: number | null } | undefined
  if (!waitsBefore || input?.expectedVersion === undefined) return item
  return { ...item, variables: { ...item.variables, input: { ...input, expectedVersion: null } } }
}

/** Stores an item, and gives its id when it is safe on the phone. Throws NoRoom when the phone is full; then nothing was stored. */
export async function keep(given: NewItem, state: State = 'waiting'): Promise<string> {
  const item: OutboxItem = {
    version: VERSION,
    photos: [],
    personId: me.peek()?.person.id ?? null,
    ...given,
    id: given.id ?? newId(),
    language: language.peek(),
    madeAt: Date.now(),
    state,
    tries: 0,
    dueAt: 0,
  }
  await putItem(withoutStaleVersion(item))
  await read()
  return item.id
}

/** Begins to send what was kept and cannot go this moment. */
export function sendLater(): void {
  void keepForGood().catch(() => undefined)
  void flush()
}

/** Stores an item and begins to send, as `keep`. */
export async function enqueue(given: NewItem): Promise<string> {
  const id = await keep(given)
  sendLater()
  return id
}

/** Tries an item again now, however long it would have waited. */
export async function retry(id: string): Promise<void> {
  await changeItem(id, (item) => (item.state === 'sent' || item.state === 'sending' ? item : { ...item, state: 'waiting', dueAt: 0, reason: undefined }))
  await flush()
}

/** Tries all again now. */
export async function retryAll(): Promise<void> {
  const waiting = outbox.peek().filter((item) => item.state === 'waiting')
  for (const { id } of waiting) await changeItem(id, (item) => (item.state === 'waiting' ? { ...item, dueAt: 0 } : item))
  await flush()
}

/** Deletes an item, photos and all. Whoever calls has told the person what that means. */
export async function remove(id: string): Promise<void> {
  await dropItem(id)
}

/** Starts the outbox in a window: reads, sends, and sends again whenever the network or the person comes back. */
export function startOutbox(): void {
  onChange(() => void read())
  addEventListener('online', () => void flush())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void flush())
  // somebody has signed in, or the server answers again: no need to wait for the clock
  effect(() => {
    if (me.value && wire.value === 'live') void flush()
  })
  effect(() => {
    if (me.value) void flush()
  })
  void lookForRoom().catch(() => undefined)
  void outboxReady.then(flush)
}
