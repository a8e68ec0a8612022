import { dayOf, now } from '../../../words/time'

/** Both days belong to it. */
export interface Period {
  from: string
  to: string
}

export type PeriodName = 'month' | 'half' | 'year'

const today = (): string => dayOf(now.value)
const dayBack = (day: string, months: number): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10)
}

export const halfYear = (): Period => ({ from: dayBack(today(), 6), to: today() })

export const PERIODS: readonly { name: PeriodName; make: () => Period }[] = [
  { name: 'month', make: () => ({ from: `${today().slice(0, 8)}01`, to: today() }) },
  { name: 'half', make: halfYear },
  { name: 'year', make: () => ({ from: `${today().slice(0, 5)}01-01`, to: today() }) },
]

/** Which of the usual periods this is; null for one of the reader's own. */
export const periodOf = ({ from, to }: Period): PeriodName | null => PERIODS.find(({ make }) => make().from === from && make().to === to)?.name ?? null
