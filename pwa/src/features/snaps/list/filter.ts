import type { Lamp, SnapCategory, SnapFilter, SnapScope, SnapStatus } from '../../../api/gql/graphql'

/** What the list shows; lives in the address, so that back, reload and a shared link find it again. */
export interface Wanted {
  scope: SnapScope
  state: Stage | null
  category: SnapCategory | null
  lamp: Lamp | null
  text: string
}

/** How far a snap has come, in three steps that everybody understands. */
export type Stage = 'open' | 'solved' | 'ended'

const STAGES: Record<Stage, SnapStatus[]> = {
  open: ['WAITING', 'IN_HAND', 'AT_STREET', 'IN_CALL'],
  solved: ['SOLVED', 'CONFIRMED'],
  ended: ['MERGED', 'REFUSED', 'WITHDRAWN'],
}

const CATEGORIES: readonly SnapCategory[] = ['SANITATION', 'ROAD', 'PARKING', 'HAZARD', 'GREENERY', 'NOISE', 'ILLEGAL_BUILDING', 'UNSURE']
const LAMPS: readonly Lamp[] = ['RED', 'AMBER', 'GREEN']

const oneOf = <T extends string>(values: readonly T[], value: string | undefined): T | null =>
  values.find((one) => one.toLowerCase() === value?.toLowerCase()) ?? null

/** Scopes this person may look at, the nearest first. */
export function scopesFor(signedIn: boolean, posts: number): SnapScope[] {
  if (!signedIn) return ['PUBLIC']
  return posts > 0 ? ['NEEDS_ME', 'AREA', 'MINE', 'FOLLOWING', 'PUBLIC'] : ['MINE', 'FOLLOWING', 'PUBLIC']
}

/** Reads the address; what it does not know or the person may not see falls back to the first scope. */
export function wantedOf(query: Record<string, string>, scopes: readonly SnapScope[]): Wanted {
  return {
    scope: oneOf(scopes, query.scope) ?? scopes[0]!,
    state: oneOf(Object.keys(STAGES) as Stage[], query.state),
    category: oneOf(CATEGORIES, query.category),
    lamp: oneOf(LAMPS, query.lamp),
    text: (query.q ?? '').trim(),
  }
}

/** The other way round: the address of a list. */
export function pathOf({ scope, state, category, lamp, text }: Wanted): string {
  const query = new URLSearchParams({ scope: scope.toLowerCase() })
  if (state) query.set('state', state)
  if (category) query.set('category', category.toLowerCase())
  if (lamp) query.set('lamp', lamp.toLowerCase())
  if (text) query.set('q', text)
  return `/snaps?${query}`
}

/** For the server. */
export const filterOf = ({ scope, state, category, lamp, text }: Wanted): SnapFilter => ({
  scope,
  statuses: state && STAGES[state],
  categories: category && [category],
  lamp,
  text: text || null,
})

/** How many narrow the list, beside scope and text. */
export const narrowing = ({ state, category, lamp }: Wanted): number => [state, category, lamp].filter(Boolean).length

/** A receipt number as people type it: twelve digits, spaces or not; null for anything else. */
export function receiptIn(text: string): string | null {
  const digits = text.replaceAll(/[\s\u00A0-]/g, '')
  return /^\d{8,12}$/.test(digits) ? digits : null
}

export { CATEGORIES, LAMPS }
