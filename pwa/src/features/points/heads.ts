import { signal, type ReadonlySignal, type Signal } from '@preact/signals'
import { onFeed, type FeedEvent } from '../../api/feed'
import type { AccountPartsFragment } from './gql/graphql'

export type Account = AccountPartsFragment
export type PointsHead = NonNullable<FeedEvent['points']>

/** The newest news of each account: a number on the screen moves by it before anything is asked again. */
const heads = new Map<string, Signal<PointsHead | null>>()

function headOf(accountId: string): Signal<PointsHead | null> {
  const known = heads.get(accountId)
  if (known) return known
  const made = signal<PointsHead | null>(null)
  heads.set(accountId, made)
  return made
}

/** Takes news in; an older one that was overtaken changes nothing. */
export function putHead(head: PointsHead): void {
  const known = headOf(head.accountId)
  if ((known.peek()?.version ?? -1) <= head.version) known.value = head
}

/** How redemptions ended while this app was open: the screen turns by it. */
const ended = new Map<string, Signal<PointsHead['redemptionStatus']>>()

function endOf(redemptionId: string): Signal<PointsHead['redemptionStatus']> {
  const known = ended.get(redemptionId)
  if (known) return known
  const made = signal<PointsHead['redemptionStatus']>(null)
  ended.set(redemptionId, made)
  return made
}

export const redemptionNews = (id: string): ReadonlySignal<PointsHead['redemptionStatus']> => endOf(id)

onFeed((event) => {
  if (event === 'resync' || !event.points) return
  putHead(event.points)
  const { redemptionId, redemptionStatus } = event.points
  if (redemptionId && redemptionStatus) endOf(redemptionId).value = redemptionStatus
})

/** An account as it stands now: as it was answered, or as later news tell. */
export function latest(account: Account): Account {
  const head = headOf(account.id).value
  if (!head || head.version <= account.version) return account
  const { posted, pending, available, version } = head
  return { ...account, posted, pending, available, version }
}
