import { effect, signal, useSignal, type ReadonlySignal, type Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { SnapListDocument, type SnapListQuery } from '../../../api/gql/graphql'
import { request } from '../../../api/request'
import { me } from '../../../api/session'
import { useShown } from '../../../api/shown'
import { putSnap } from '../../../api/snaps'
import { filterOf, pathOf, type Wanted } from './filter'
import { showFresh, takeFirst, takeNext, type FirstPage, type Listed } from './merge'

const PAGE = 30
const AT_MOST = 20

/** Lists outlive their screen: coming back from a snap finds the same rows at the same places. */
const lists = new Map<string, Signal<Listed | null>>()

function listOf(key: string): Signal<Listed | null> {
  const known = lists.get(key)
  if (known) return known
  const made = signal<Listed | null>(null)
  lists.set(key, made)
  if (lists.size > AT_MOST) lists.delete(lists.keys().next().value!)
  return made
}

const firstOf = ({ snaps }: SnapListQuery): FirstPage => ({
  ids: snaps.nodes.map((snap) => snap.id),
  cursor: snaps.pageInfo.endCursor,
  more: snaps.pageInfo.hasNextPage,
})

export interface SnapRows {
  listed: ReadonlySignal<Listed | null>
  /** when the server said so, ms since the epoch */
  at: ReadonlySignal<number | undefined>
  problem: ReadonlySignal<Error | undefined>
  /** the next page: on its way, or why it did not come */
  next: ReadonlySignal<'idle' | 'loading' | 'failed'>
  showMore: () => Promise<void>
  showNew: () => void
}

/** The rows of one list, kept true by the feed. */
export function useList(wanted: Wanted): SnapRows {
  const key = `${me.value?.person.id ?? ''} ${pathOf(wanted)}`
  const listed = useMemo(() => listOf(key), [key])
  const opened = useMemo(() => Date.now(), [key])
  const next = useSignal<'idle' | 'loading' | 'failed'>('idle')
  const shown = useShown(SnapListDocument, { first: PAGE, after: null, filter: filterOf(wanted) })

  useEffect(
    () =>
      effect(() => {
        const answer = shown.data.value
        const at = shown.at.peek() ?? 0
        if (answer) listed.value = takeFirst(listed.peek(), firstOf(answer), at >= opened)
      }),
    [shown, listed, opened],
  )

  const showMore = async () => {
    const before = listed.peek()
    if (!before?.more || next.peek() === 'loading') return
    next.value = 'loading'
    try {
      const answer = await request(SnapListDocument, { first: PAGE, after: before.cursor, filter: filterOf(wanted) })
      answer.snaps.nodes.forEach(putSnap)
      const now = listed.peek()
      if (now) listed.value = takeNext(now, firstOf(answer))
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
