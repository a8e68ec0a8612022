import { tag } from '../../words/language'
import { dayOf } from '../../words/time'

/** The month of a moment in the district, "2026-11". */
export const periodOf = (ms: number): string => dayOf(ms).slice(0, 7)

/** This month and those before it, newest first. */
export function periodsUntil(ms: number, count = 12): string[] {
  const [year, month] = periodOf(ms).split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, back) => {
    const at = new Date(Date.UTC(year, month - 1 - back, 1))
    return at.toISOString().slice(0, 7)
  })
}

/** "2026年11月" / "November 2026" */
export function periodName(period: string): string {
  const at = new Date(`${period}-01T00:00:00Z`)
  return new Intl.DateTimeFormat(tag(), { timeZone: 'UTC', year: 'numeric', month: 'long' }).format(at)
}
