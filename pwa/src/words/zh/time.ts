export const time = {
  'time.now': '刚刚',
  'time.minutesAgo': '{n} 分钟前',
  'time.hoursAgo': '{n} 小时前',
  'time.yesterday': '昨天 {clock}',
  'time.minutes': '{n} 分',
  'time.hours': '{n} 时',
  'time.hoursMinutes': '{h} 时 {m} 分',
  'time.days': '{n} 天',
  'time.daysHours': '{d} 天 {h} 时',
  'time.left': '剩 {span}',
  'time.over': '超 {span}',
  'time.before': '{at} 前',
} as const
