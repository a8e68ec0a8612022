import { fromField } from '../order/times'

/** How much longer, as it is said most often; "own" is a time of one's own. */
export type Longer = 'hours' | 'day' | 'days' | 'own'
export const LONGER: readonly Longer[] = ['hours', 'day', 'days', 'own']

const HOUR = 3_600_000
const MORE: Record<Exclude<Longer, 'own'>, number> = { hours: 4 * HOUR, day: 24 * HOUR, days: 72 * HOUR }

/** The limit that is wished for, ms; null while one's own time is not said. */
export const laterOf = (longer: Longer, own: string, dueAt: string): number | null =>
  longer === 'own' ? fromField(own) : Date.parse(dueAt) + MORE[longer]
