import { effect, signal, useSignal, type ReadonlySignal, type Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'

import { showFresh, takeFirst, takeNext, type FirstPage, type Listed } from './listed'
import { request } from './request'
import { me } from './session'
import { useShown, type ShownOptions } from './shown'
import type { Operation } from './operation'

const AT_MOST = 20

/** Lists outlive their screen: coming back finds the same rows at the same places. */
const lists = new Map<string, Signal<Listed | null>>()

function listOf(key: string): Signal<Listed | null> {
  const known = lists.get(key)
  if (known) return known
  const made = signal<Listed | null>(null)
  lists.set(key, made)
  if (lists.size > AT_MOST) lists.delete(lists.keys().next().value!)
  return made
}

export interface Paged<T, F> {
  document: Operation<T, { first: number; after?: string | null; filter: F }>
  filter: F
  /** tells this list from every other of the same person */
  name: string
  pageOf: (answer: T) => FirstPage
  /** puts the heads of the next page where the rows read them */
  put: (answer: T) => void
  staleBy?: ShownOptions['staleBy']
}

export interface PagedRows {
  listed: ReadonlySignal<Listed | null>
  /** when the server said so, ms since the epoch */
  at: ReadonlySignal<number | undefined>
  problem: ReadonlySignal<Error | undefined>
  /** the next page: on its way, or why it did not come */
  next: ReadonlySignal<'idle' | 'loading' | 'failed'>
  showMore: () => Promise<void>
  showNew: () => void
}

const PAGE = 30

/** The rows of one list, newest first, page by page, kept true by the feed. */
export function usePaged<T, F>({ document, filter, name, pageOf, put, staleBy }: Paged<T, F>): PagedRows {
  const key = `${me.value?.person.id ?? ''} ${name}`
  const listed = useMemo(() => listOf(key), [key])
  const opened = useMemo(() => Date.now(), [key])
  const next = useSignal<'idle' | 'loading' | 'failed'>('idle')
  const shown = useShown(document, { first: PAGE, after: null, filter }, staleBy ? { staleBy } : {})

  useEffect(
    () =>
      effect(() => {
        const answer = shown.data.value
        const at = shown.at.peek() ?? 0
        if (!answer) return
        put(answer)
        listed.value = takeFirst(listed.peek(), pageOf(answer), at >= opened)
      }),
    [shown, listed, opened],
  )

  const showMore = async () => {
    const before = listed.peek()
    if (!before?.more || next.peek() === 'loading') return
    next.value = 'loading'
    try {
      const answer = await request(document, { first: PAGE, after: before.cursor, filter })
      put(answer)
      const now = listed.peek()
      if (now) listed.value = takeNext(now, pageOf(answer))
      next.value = 'idle'
    } catch {
      next.value = 'failed'
    }
  }
  const showNew = () => {
    const now = listed.peek()
    if (now) listed.value = showFresh(now)
  }
  return { listed, at: shown.at, problem: shown.problem, next, showMore, showNew }
}
