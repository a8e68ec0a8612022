import { t } from '../../words'
import { date, dayOf, now } from '../../words/time'

const DAY = 86_400_000

/** Noon of a calendar day in the district, so that no zone of a phone moves it to another day. */
const noon = (day: string): number => Date.parse(`${day}T12:00:00+08:00`)

/** The calendar day so many days from today. */
export const daysOn = (n: number): string => dayOf(now.value + n * DAY)

/** "11月29日", from a calendar day. */
export const dayWords = (day: string): string => date(noon(day))

/** Whole days from today to a calendar day; negative once it is past. */
export const daysTo = (day: string): number => Math.round((noon(day) - noon(dayOf(now.value))) / DAY)

/** "剩 3 天", "今天到期", "超 2 天": days are promised, not minutes. */
export function leftOf(day: string): string {
  const n = daysTo(day)
  if (n === 0) return t('wish.leftToday')
  return n > 0 ? t('wish.left', { n }) : t('wish.over', { n: -n })
}

/** How many days ago something was, from 1: "第 2 天". */
export const dayNumber = (iso: string): number => Math.max(1, Math.floor((noon(dayOf(now.value)) - noon(dayOf(Date.parse(iso)))) / DAY) + 1)

const A_WEEK = 7

/** The day that is offered first to a claimer: when it is wanted, or a week from now, never beyond what may be promised. */
export function firstDay(wantedBy: string | null, atMost: number): string {
  const wished = wantedBy && wantedBy >= daysOn(0) ? wantedBy : daysOn(A_WEEK)
  const last = daysOn(atMost)
  return wished < last ? wished : last
}
