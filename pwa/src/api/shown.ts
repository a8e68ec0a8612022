import { batch, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { keep, recall } from './cache'
import { begin, begun, heard, onFeed, standing, type FeedEvent } from './feed'

import { request, Unauthenticated, Unreachable } from './request'
import { me, sessionLost } from './session'
import { putSnap, type SnapHead } from './snaps'
import type { Operation } from './operation'

/** What a screen shows of one query: the kept answer at once, the server's as soon as it comes. */
export interface Shown<T> {
  data: ReadonlySignal<T | undefined>
  /** when the server said what is shown, ms since the epoch */
  at: ReadonlySignal<number | undefined>
  /** what is shown was kept from last time; the server has not answered yet */
  kept: ReadonlySignal<boolean>
  problem: ReadonlySignal<Error | undefined>
  loading: ReadonlySignal<boolean>
  reload: () => Promise<void>
  /** adds to or replaces what is shown, for instance the next page of a list */
  change: (next: T) => void
}

export interface ShownOptions {
  /** false: ask nothing yet (a value is missing) */
  when?: boolean
  /** which events make this answer stale; by default those that tell of a snap */
  staleBy?: (event: FeedEvent) => boolean
}

const SETTLE = 250
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 15_000
const byDefault = (event: FeedEvent): boolean => event.snap !== null

function walk(value: unknown, visit: (object: object) => void): void {
  if (typeof value !== 'object' || value === null) return
  visit(value)
  for (const inner of Object.values(value)) walk(inner, visit)
}

/** The snaps in an answer, kept or new, go to the store. */
const putSnaps = (answer: unknown): void =>
  walk(answer, (it) => 'receipt' in it && 'version' in it && 'backers' in it && putSnap(it as SnapHead))

/** Whether the line tells all that happens after this answer, which may say for which place in the feed it is true. */
function isFollowed(answer: unknown, askedOnLine: boolean): boolean {
  let followed = askedOnLine
  walk(answer, (it) => {
    if ('feedCursor' in it && typeof it.feedCursor === 'string') followed = begin(it.feedCursor)
  })
  return followed
}

class Query<T, V> implements Shown<T> {
  readonly data: Signal<T | undefined> = signal(undefined)
  readonly at: Signal<number | undefined> = signal(undefined)
  readonly kept = signal(true)
  readonly problem: Signal<Error | undefined> = signal(undefined)
  readonly loading = signal(false)
  private again = false
  private timer: ReturnType<typeof setTimeout> | undefined
  private wait = FIRST_WAIT

  constructor(
    private readonly document: Operation<T, V>,
    private readonly variables: V,
    private readonly key: string,
  ) {}

  start(): void {
    void recall<T>(this.key).then((kept) => kept && !this.data.peek() && this.show(kept.value, kept.at))
    void this.reload()
  }

  /** One request at a time; what happens meanwhile makes it ask once more. */
  reload = async (): Promise<void> => {
    this.again = this.loading.peek()
    if (this.again) return
    this.loading.value = true
    const askedOnLine = begun()
    try {
      const value = await request(this.document, this.variables)
      heard()
      this.show(value, Date.now(), false)
      if (!isFollowed(value, askedOnLine)) void standing().then(() => this.stale())
      this.problem.value = undefined
      void keep(this.key, value, Date.now())
    } catch (error) {
      if (error instanceof Unauthenticated) sessionLost()
      this.problem.value = error as Error
    } finally {
      this.loading.value = false
    }
    if (this.again) await this.reload()
  }

  change = (next: T): void => this.show(next, this.at.peek() ?? Date.now())

  /** Waits a moment, so that a burst of events costs one request. */
  stale(): void {
    if (this.loading.peek()) this.again = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.reload(), SETTLE)
  }

  /** While somebody looks: what could not be reached is asked for again, at once when the network is back. */
  watch(): () => void {
    const again = () => void (this.problem.peek() instanceof Unreachable && this.reload())
    const stop = effect(() => {
      if (!(this.problem.value instanceof Unreachable)) {
        this.wait = FIRST_WAIT
        return undefined
      }
      const timer = setTimeout(again, this.wait)
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT)
      return () => clearTimeout(timer)
    })
    addEventListener('online', again)
    return () => {
      stop()
      removeEventListener('online', again)
    }
  }

  private show(value: T, at: number, kept = this.kept.peek()): void {
    batch(() => {
      this.kept.value = kept
      putSnaps(value)
      this.data.value = value
      this.at.value = at
    })
  }
}

/** Where an answer is kept: by person, so that nobody sees another's, by operation and by what was asked. */
const keyOf = (document: { toString: () => string }, variables: unknown): string =>
  `${me.value?.person.id ?? 'anyone'} ${/\w+ (\w+)/.exec(document.toString())?.[1]} ${JSON.stringify(variables)}`

/** Asks once and keeps the answer, for a screen that may be opened without a network later. */
export async function warm<T, V>(document: Operation<T, V>, variables: V): Promise<void> {
  const key = keyOf(document, variables)
  const answer = await request(document, variables)
  // whoever has signed out meanwhile leaves nothing behind
  if (key === keyOf(document, variables)) await keep(key, answer, Date.now())
}

/** The answer that is kept, without asking. */
export const keptAnswer = async <T, V>(document: Operation<T, V>, variables: V): Promise<T | undefined> =>
  (await recall<T>(keyOf(document, variables)))?.value

/**
 * Shows `document`'s answer and keeps it true: kept answers first (also offline), reload when the feed tells of a
 * change or too much was missed. Rows that read `snapHead(id)` change without any reload.
 */
export function useShown<T, V>(document: Operation<T, V>, variables: V, options: ShownOptions = {}): Shown<T> {
  const { when = true, staleBy = byDefault } = options
  const key = keyOf(document, variables)
  const query = useMemo(() => {
    const made = new Query(document, variables, key)
    if (when) made.start()
    return made
    // the key stands for document, variables and person
  }, [key, when])
  useEffect(() => {
    if (!when) return undefined
    return onFeed((event) => (event === 'resync' ? void query.reload() : staleBy(event) && query.stale()))
  }, [query, when])
  useEffect(() => (when ? query.watch() : undefined), [query, when])
  return query
}
