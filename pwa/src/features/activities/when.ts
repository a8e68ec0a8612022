import { t } from '../../words'
import { clock, date, dayOf, now } from '../../words/time'
import { tag } from '../../words/language'

const ZONE = 'Asia/Shanghai'
const DAY = 86_400_000
const HOUR = 3_600_000

/** "9:00–11:00"; with the day on which it ends when that is another. */
export function hoursOf(startsAt: string, endsAt: string): string {
  const sameDay = dayOf(Date.parse(startsAt)) === dayOf(Date.parse(endsAt))
  return `${clock(startsAt)}–${sameDay ? '' : `${date(endsAt)} `}${clock(endsAt)}`
}

/** 今天, 明天, or the weekday: what a date is called when it is near. */
export function dayName(iso: string): string {
  const day = dayOf(Date.parse(iso))
  if (day === dayOf(now.value)) return t('activity.today')
  if (day === dayOf(now.value + DAY)) return t('activity.tomorrow')
  return new Intl.DateTimeFormat(tag(), { timeZone: ZONE, weekday: 'short' }).format(new Date(iso))
}

/** The day of the month and its month, apart: "28", "11月". */
export function dayParts(iso: string): { day: string; month: string; today: boolean } {
  const at = new Date(iso)
  const part = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag(), { timeZone: ZONE, ...options }).format(at)
  return { day: String(Number(dayOf(at.getTime()).slice(8))), month: part({ month: 'short' }), today: dayOf(at.getTime()) === dayOf(now.value) }
}

/** Whole hours of an activity, at least one: what a form suggests. */
export const wholeHours = (startsAt: string, endsAt: string): number => Math.max(1, Math.floor((Date.parse(endsAt) - Date.parse(startsAt)) / HOUR))

/** What a date-and-time field holds, in the district's time, as a moment. */
export const momentOf = (local: string): string => new Date(`${local}:00+08:00`).toISOString()

/** A moment as a date-and-time field wants it. */
export const localOf = (ms: number): string => `${dayOf(ms)}T${new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }).format(ms)}`
