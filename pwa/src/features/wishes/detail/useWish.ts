import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useShown, type Shown } from '../../../api/shown'
import { WishOpenDocument, type WishOpenQuery } from '../gql/graphql'
import { putWish } from '../heads'

/** One wish's answer; stale when the feed tells of this wish. */
export function useWish(id: string): Shown<WishOpenQuery> {
  const shown = useShown(WishOpenDocument, { id }, { staleBy: (event) => event.wish?.id === id })
  useEffect(() => effect(() => void (shown.data.value?.wish && putWish(shown.data.value.wish))), [shown])
  return shown
}
