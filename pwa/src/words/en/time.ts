import type { time as source } from '../zh/time'

export const time: Record<keyof typeof source, string> = {
  'time.now': 'just now',
  'time.minutesAgo': '{n} min ago',
  'time.hoursAgo': '{n} hour ago | {n} hours ago',
  'time.yesterday': 'yesterday {clock}',
  'time.minutes': '{n} min',
  'time.hours': '{n} h',
  'time.hoursMinutes': '{h} h {m} min',
  'time.days': '{n} day | {n} days',
  'time.daysHours': '{d} d {h} h',
  'time.left': '{span} left',
  'time.over': '{span} over',
  'time.before': 'by {at}',
  'time.solveBy': 'solved by {at}',
}
