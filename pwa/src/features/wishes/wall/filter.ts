import type { WishFilter, WishKind, WishOrder, WishScope, WishStatus } from '../gql/graphql'

/** The tabs: the wall's three, then what is this reader's own. */
export type Tab = 'open' | 'under-way' | 'done' | 'review' | 'mine' | 'claims'

/** What the wall shows; lives in the address, so that back, reload and a shared link find it again. */
export interface Wanted {
  tab: Tab
  /** a street's or community's code; null: everywhere */
  within: string | null
  kind: WishKind | null
  order: Order
  text: string
}

export type Order = 'newest' | 'deadline' | 'nearest' | 'stale'

const STATUSES: Record<Tab, WishStatus[] | null> = {
  open: ['PUBLISHED'],
  'under-way': ['CLAIMED', 'REPORTED'],
  done: ['FULFILLED'],
  review: null,
  mine: null,
  claims: null,
}
const SCOPES: Record<Tab, WishScope> = { open: 'PUBLIC', 'under-way': 'PUBLIC', done: 'PUBLIC', review: 'TO_REVIEW', mine: 'MINE', claims: 'CLAIMED_BY_ME' }
const KINDS: readonly WishKind[] = ['GOODS', 'SERVICE']

/** The orders that make sense in a tab, the usual one first: what is not claimed has no promise that could be late. */
export function ordersOf(tab: Tab): readonly Order[] {
  if (tab === 'open') return ['newest', 'deadline', 'nearest']
  return tab === 'under-way' ? ['newest', 'stale'] : ['newest']
}

/** The tabs of this reader. */
export function tabsFor(signedIn: boolean, reviews: boolean): Tab[] {
  return ['open', 'under-way', 'done', ...(reviews ? (['review'] as const) : []), ...(signedIn ? (['mine', 'claims'] as const) : [])]
}

/** Reads the address; what it does not know falls back to the first tab. */
export function wantedOf(query: Record<string, string>, tabs: readonly Tab[]): Wanted {
  const tab = tabs.find((one) => one === query.tab) ?? 'open'
  return {
    tab,
    within: /^\d{6,15}$/.test(query.within ?? '') ? query.within! : null,
    kind: KINDS.find((kind) => kind.toLowerCase() === query.kind) ?? null,
    order: ordersOf(tab).find((order) => order === query.order) ?? ordersOf(tab)[0]!,
    text: (query.q ?? '').trim(),
  }
}

/** The other way round: the address of a list. */
export function pathOf({ tab, within, kind, order, text }: Wanted): string {
  const query = new URLSearchParams({ tab })
  if (within) query.set('within', within)
  if (kind) query.set('kind', kind.toLowerCase())
  if (order !== ordersOf(tab)[0]) query.set('order', order)
  if (text) query.set('q', text)
  return `/wishes?${query}`
}

/** As near as a list needs to know where somebody stands, and no nearer. */
const hundredMetres = (degrees: number): number => Math.round(degrees * 1000) / 1000

/** For the server. Without a place of the reader nothing is near. */
export function filterOf({ tab, within, kind, order, text }: Wanted, near: { lon: number; lat: number } | null): WishFilter {
  const far = order === 'nearest' && !near
  return {
    scope: SCOPES[tab],
    statuses: STATUSES[tab],
    within,
    kind,
    text: text || null,
    order: (far ? 'NEWEST' : order.toUpperCase()) as WishOrder,
    near: order === 'nearest' && near ? { crs: 'WGS84', lon: hundredMetres(near.lon), lat: hundredMetres(near.lat) } : null,
  }
}

/** How many narrow the list, beside tab and text. */
export const narrowing = ({ tab, within, kind, order }: Wanted): number => [within, kind, order !== ordersOf(tab)[0]].filter(Boolean).length
