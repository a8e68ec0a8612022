import type { AssignmentStatus } from '../../api/gql/graphql'
import { t } from '../../words'
import { dayAndClock } from './when'
import type { CallHead } from './heads'

type Part = CallHead['parts'][number]
type Asked = Pick<CallHead, 'status' | 'parts' | 'reportAt' | 'plea'>

/** Units that take part: what was replaced stays on the call, but is awaited no more. */
export const inPlay = <T extends { status: AssignmentStatus }>(parts: readonly T[]): T[] => parts.filter((part) => part.status !== 'REPLACED')

const having = (parts: readonly Part[], ...statuses: AssignmentStatus[]): number =>
  parts.filter((part) => statuses.includes(part.status)).length

/** What the call waits for, as one line of a list: the desk's work first, then whoever is silent, then what comes next. */
export function awaited({ status, parts, reportAt, plea }: Asked): string {
  if (status !== 'IN_HAND') return t(`callStatus.${status}`)
  const called = inPlay(parts)
  const n = called.length
  const returned = having(called, 'RETURNED')
  const asking = called.filter((part) => part.plea).length
  const unanswered = having(called, 'DISPATCHED')
  const silent = called.filter((part) => part.silent).length
  const reported = having(called, 'REPORTED')
  if (returned) return t('awaits.returned', { n, of: returned })
  if (asking) return t('awaits.plea', { n, of: asking })
  if (silent) return t('awaits.silent', { n, of: silent })
  if (unanswered) return t('awaits.unanswered', { n, of: unanswered })
  if (plea) return t('awaits.laterClosing')
  if (n === 0) return t('awaits.alone')
  if (having(called, 'DONE') === n) return t('awaits.closing')
  if (reported) return t('awaits.reported', { n, of: reported })
  if (having(called, 'CONFIRMED') === n && reportAt) return t('awaits.attending', { n, at: dayAndClock(reportAt) })
  const there = having(called, 'ON_SITE', 'REWORK', 'DONE')
  return t('awaits.onSite', { n, of: there })
}

/** "智远" for 智远街道办事处: a street is known by its name. */
export const shortStreet = (name: string): string => name.replace(/(街道|镇)?(办事处)?$/, '')
