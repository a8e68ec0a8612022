import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { TodaySnapsQuery } from '../../api/gql/graphql'
import type { Shown } from '../../api/shown'

/** What a desk shows beside the list before anything was chosen: the first thing that needs the person. */
export const first = signal<string | undefined>(undefined)

/** Names the first snap of the first list that has one, once: what one reads is not swapped under one's eyes. */
export function useFirst(...lists: Shown<TodaySnapsQuery>[]): void {
  const found = lists.map((list) => list.data.value?.snaps.nodes[0]?.id).find(Boolean)
  useEffect(() => {
    if (found && !first.peek()) first.value = found
  }, [found])
  useEffect(() => () => void (first.value = undefined), [])
}
