import type { ResponsibilityArea } from './gql/graphql'

/** What of the list is looked at: nothing chosen, an area, or what some words mean. */
export interface Chosen {
  area: ResponsibilityArea | null
  text: string
}

const AREAS: readonly ResponsibilityArea[] = ['BUILDING', 'ENVIRONMENT', 'GREENING', 'HOUSING', 'MARKET', 'MUNICIPAL', 'SAFETY', 'TOWNSCAPE', 'TRAFFIC', 'WATER', 'WELFARE']
const TEXT_AT_MOST = 200

/** From the address; what it does not know counts as not said. */
export const chosenOf = (query: Record<string, string>): Chosen => ({
  area: AREAS.find((one) => one === query.area) ?? null,
  text: (query.q ?? '').trim().slice(0, TEXT_AT_MOST),
})

export function pathOf({ area, text }: Chosen): string {
  const query = new URLSearchParams({ ...(area ? { area } : {}), ...(text ? { q: text } : {}) }).toString()
  return query ? `/list?${query}` : '/list'
}
