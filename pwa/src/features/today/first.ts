import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { TodaySnapsQuery } from '../../api/gql/graphql'
import type { Shown } from '../../api/shown'
import { answersCalls } from '../calls/own'
import type { CallsForMe } from './useCalls'

export interface First {
  kind: 'call' | 'snap'
  id: string
}

/** What a desk shows beside the list before anything was chosen: the first thing that needs the person. */
export const first = signal<First | undefined>(undefined)

/** The first snap of the first list that has one. */
export function firstSnap(...lists: Pick<Shown<TodaySnapsQuery>, 'data'>[]): First | undefined {
  const id = lists.map((list) => list.data.value?.snaps.nodes[0]?.id).find(Boolean)
  return id ? { kind: 'snap', id } : undefined
}

/** What stands first: calls stand above snaps, so nothing is named while they are not known. */
export function firstOf({ all, ids }: Pick<CallsForMe, 'all' | 'ids'>, snap: First | undefined): First | undefined {
  if (all === undefined) return undefined
  return ids[0] && !answersCalls() ? { kind: 'call', id: ids[0] } : snap
}

/** Names it once: what one reads is not swapped under one's eyes. */
export function useFirst(found: First | undefined): void {
  useEffect(() => {
    if (found && !first.peek()) first.value = found
  }, [found?.id])
  useEffect(() => () => void (first.value = undefined), [])
}
