import { t } from '../../words'
import { clock, date, dayOf, now } from '../../words/time'

const DAY = 86_400_000

/** Facts in one line, with the comma of the language. */
export const listed = (facts: readonly (string | false | null | undefined)[]): string => facts.filter(Boolean).join(t('call.comma'))

/** When people are to be somewhere: 今天 20:00, 明天 9:00, 11月25日 9:00. */
export function dayAndClock(iso: string): string {
  const day = dayOf(Date.parse(iso))
  if (day === dayOf(now.value)) return t('call.today', { clock: clock(iso) })
  if (day === dayOf(now.value + DAY)) return t('call.tomorrow', { clock: clock(iso) })
  return `${date(iso)} ${clock(iso)}`
}

/** A moment past or a limit: the clock alone for today, else with its day. */
export const stamp = (iso: string): string => (dayOf(Date.parse(iso)) === dayOf(now.value) ? clock(iso) : dayAndClock(iso))
