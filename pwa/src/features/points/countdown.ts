import { useEffect, useState } from 'preact/hooks'
import { t } from '../../words'
import { left, now } from '../../words/time'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SECOND = 1_000

/** What is left, to the second in the last hour: a code is shown for minutes only. */
export function countdown(dueAt: string, at: number): string {
  const rest = Date.parse(dueAt) - at
  if (rest <= 0) return t('bank.over')
  if (rest >= HOUR) return left(dueAt)
  const seconds = Math.floor(rest / SECOND)
  if (seconds < 60) return t('bank.leftSeconds', { s: seconds })
  return t('bank.leftMinutes', { m: Math.floor(seconds / 60), s: seconds % 60 })
}

/** The moment, every second while something runs out within the hour. */
export function useSecond(dueAt: string | null): number {
  const [at, setAt] = useState(() => Date.now())
  useEffect(() => {
    if (!dueAt) return undefined
    const timer = setInterval(() => setAt(Date.now()), SECOND)
    return () => clearInterval(timer)
  }, [dueAt])
  return dueAt ? at : now.value
}

/** The part of the time that is used, 0 to 1. */
export function usedPart(from: string, until: string, at: number): number {
  const start = Date.parse(from)
  const whole = Math.max(1, Date.parse(until) - start)
  return Math.min(1, Math.max(0, (at - start) / whole))
}
