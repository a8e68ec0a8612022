import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { FeedEvent } from '../../../api/feed'
import { CallFiguresDocument, CallListDocument, CallsThatNeedMeDocument, type CallFiguresQuery, type CallListQuery } from '../gql/graphql'
import type { FirstPage } from '../../../api/listed'
import { usePaged, type PagedRows } from '../../../api/paged'
import { useShown, type Shown } from '../../../api/shown'
import { useHeld, type Held } from '../../today/held'
import { putCall } from '../heads'
import { filterOf, pathOf, type Wanted } from './filter'

const tellsOfCalls = (event: FeedEvent): boolean => event.call !== null

const pageOf = ({ calls }: CallListQuery): FirstPage => ({
  ids: calls.nodes.map((call) => call.id),
  cursor: calls.pageInfo.endCursor,
  more: calls.pageInfo.hasNextPage,
})

/** Calls of my area or unit, newest first, page by page. */
export const useCalls = (wanted: Wanted): PagedRows =>
  usePaged({
    document: CallListDocument,
    filter: filterOf(wanted),
    name: pathOf(wanted),
    pageOf,
    put: ({ calls }) => calls.nodes.forEach(putCall),
    staleBy: tellsOfCalls,
  })

export interface Queue extends Held {
  at: number | undefined
  problem: Error | undefined
  /** false: nothing has come yet */
  known: boolean
}

/** What needs me, emergencies first; rows stay where they are until the reader takes the new ones in. */
export function useQueue(wanted: Wanted): Queue {
  const shown = useShown(CallsThatNeedMeDocument, { filter: filterOf(wanted) }, { staleBy: tellsOfCalls })
  useEffect(() => effect(() => shown.data.value?.callQueue.calls.forEach(putCall)), [shown])
  const calls = shown.data.value?.callQueue.calls
  const held = useHeld(calls?.map((call) => call.id) ?? [], shown.kept.value)
  return { ...held, at: shown.at.value, problem: shown.problem.value, known: calls !== undefined }
}

/** How many there are per status and lamp. */
export const useFigures = (): Shown<CallFiguresQuery> => useShown(CallFiguresDocument, {}, { staleBy: tellsOfCalls })
