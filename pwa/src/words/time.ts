import { signal } from '@preact/signals'
import { t } from '.'
import { language, tag } from './language'

/** The district lives by one clock, wherever the phone thinks it is. */
const ZONE = 'Asia/Shanghai'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The present, in milliseconds since the epoch; moves every 10 s so that what is left counts down by itself. */
export const now = signal(Date.now())
setInterval(() => (now.value = Date.now()), 10_000)

const formats = new Map<string, Intl.DateTimeFormat>()

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag() + JSON.stringify(options)
  const made = formats.get(key) ?? new Intl.DateTimeFormat(tag(), { timeZone: ZONE, ...options })
  formats.set(key, made)
  return made
}

/** Calendar day in the district's zone, "2026-11-23". */
export const dayOf = (ms: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(ms)

/** "19:22" */
export const clock = (iso: string | number): string =>
  format({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).format(new Date(iso))

/** "11月20日" / "20 Nov"; the year too when it is another one. */
export function date(iso: string | number): string {
  const at = new Date(iso)
  const sameYear = dayOf(at.getTime()).slice(0, 4) === dayOf(now.value).slice(0, 4)
  const month = language.value === 'zh' ? 'long' : 'short'
  return format({ month, day: 'numeric', ...(sameYear ? {} : { year: 'numeric' }) }).format(at)
}

/** Today with its weekday, for the head of a page. */
export function todayLong(): string {
  const weekday = format({ weekday: 'long' }).format(now.value)
  if (language.value === 'zh') return `${date(now.value)} ${weekday}`
  return `${weekday}, ${format({ day: 'numeric', month: 'long' }).format(now.value)}`
}

/** As a person would say it: 19:22, 昨天 9:40, 11月20日. */
export function when(iso: string): string {
  const at = Date.parse(iso)
  const day = dayOf(at)
  if (day === dayOf(now.value)) return clock(iso)
  if (day === dayOf(now.value - DAY)) return t('time.yesterday', { clock: clock(iso) })
  return date(iso)
}

/** How long ago, for the age of what is shown. */
export function ago(ms: number): string {
  const gone = now.value - ms
  if (gone < MINUTE) return t('time.now')
  if (gone < HOUR) return t('time.minutesAgo', { n: Math.floor(gone / MINUTE) })
  if (gone < DAY) return t('time.hoursAgo', { n: Math.floor(gone / HOUR) })
  return when(new Date(ms).toISOString())
}

/** A length of time in its two largest units; never "0 分". */
export function span(ms: number): string {
  const minutes = Math.max(1, Math.floor(Math.abs(ms) / MINUTE))
  if (minutes < 60) return t('time.minutes', { n: minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 3 && minutes % 60) return t('time.hoursMinutes', { h: hours, m: minutes % 60 })
  if (hours < 24) return t('time.hours', { n: hours })
  const days = Math.floor(hours / 24)
  if (days < 3 && hours % 24) return t('time.daysHours', { d: days, h: hours % 24 })
  return t('time.days', { n: days })
}

/** Deadline first: "剩 25 分", "超 40 分". */
export function left(dueAt: string): string {
  const rest = Date.parse(dueAt) - now.value
  return t(rest >= 0 ? 'time.left' : 'time.over', { span: span(rest) })
}

/** Codes are read in fours, "1123 0386 4217", and do not break over a line. */
export const fours = (digits: string): string => digits.replace(/(\d{4})(?=\d)/g, '$1\u00A0')
