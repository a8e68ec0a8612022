import type { CallFilter } from '../gql/graphql'
import type { CallStatus, Lamp, Urgency } from '../../../api/gql/graphql'

/** What the list shows; lives in the address, so that back, reload and a shared link find it again. */
export interface Wanted {
  state: State
  urgency: Urgency | null
  lamp: Lamp | null
  text: string
}

/** The tabs: my turn, everything, or one stretch of the way. */
export type State = 'needs' | 'all' | Stretch
type Stretch = 'draft' | 'sign' | 'desk' | 'hand' | 'over'

export const STRETCHES: Record<Stretch, CallStatus[]> = {
  draft: ['DRAFT'],
  sign: ['TO_SIGN'],
  desk: ['TO_ACCEPT', 'TO_DISPATCH'],
  hand: ['IN_HAND'],
  over: ['CLOSED', 'ARCHIVED', 'WITHDRAWN'],
}
export const URGENCIES: readonly Urgency[] = ['EMERGENCY', 'URGENT', 'NORMAL']
export const LAMPS: readonly Lamp[] = ['RED', 'AMBER', 'GREEN']

const ACTING = ['call:draft', 'call:sign', 'call:close', 'call:dispatch', 'call:answer', 'call:attend']

/** The tabs of this person: whoever only reads has no turn, and what is unsigned is the street's own affair. */
export function statesFor(may: (permission: string) => boolean): State[] {
  const street = may('call:draft') || may('call:sign')
  return [...(ACTING.some(may) ? (['needs'] as const) : []), 'all', ...(street ? (['draft', 'sign'] as const) : []), 'desk', 'hand', 'over']
}

const oneOf = <T extends string>(values: readonly T[], value: string | undefined): T | null =>
  values.find((one) => one.toLowerCase() === value?.toLowerCase()) ?? null

/** Reads the address; what it does not know falls back to the first tab. */
export const wantedOf = (query: Record<string, string>, states: readonly State[]): Wanted => ({
  state: oneOf(states, query.state) ?? states[0]!,
  urgency: oneOf(URGENCIES, query.urgency),
  lamp: oneOf(LAMPS, query.lamp),
  text: (query.q ?? '').trim(),
})

/** The other way round: the address of a list. */
export function pathOf({ state, urgency, lamp, text }: Wanted): string {
  const query = new URLSearchParams({ state })
  if (urgency) query.set('urgency', urgency.toLowerCase())
  if (lamp) query.set('lamp', lamp.toLowerCase())
  if (text) query.set('q', text)
  return `/calls?${query}`
}

/** For the server. */
export const filterOf = ({ state, urgency, lamp, text }: Wanted): CallFilter => ({
  scope: state === 'needs' ? 'NEEDS_ME' : 'AREA',
  statuses: state === 'needs' || state === 'all' ? null : STRETCHES[state],
  urgencies: urgency && [urgency],
  lamp,
  text: text || null,
})

/** How many narrow the list, beside tab and text. */
export const narrowing = ({ urgency, lamp }: Wanted): number => [urgency, lamp].filter(Boolean).length
