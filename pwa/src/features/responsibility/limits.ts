import type { DutyPartsFragment } from '../calls/gql/graphql'
import type { Stage, Urgency } from '../../api/gql/graphql'
import { t } from '../../words'
import { span } from '../../words/time'

/** In the order in which a call goes through them. */
export const STAGES: readonly Stage[] = ['SIGN', 'ACCEPT', 'RESPOND', 'ATTEND', 'COMPLETE', 'CLOSE']
export const URGENCIES: readonly Urgency[] = ['NORMAL', 'URGENT', 'EMERGENCY']

export type Limit = DutyPartsFragment['limits'][number]

/** The limit that holds: where an urgency says nothing, that of the next lesser one. An emergency knows no office hours. */
export function limitAt(limits: readonly Limit[], urgency: Urgency, stage: Stage): Limit | undefined {
  for (const lesser of URGENCIES.slice(0, URGENCIES.indexOf(urgency) + 1).toReversed()) {
    const said = limits.find((one) => one.urgency === lesser && one.stage === stage)
    if (said) return { ...said, urgency, working: said.working && urgency !== 'EMERGENCY' }
  }
  return undefined
}

const MINUTE = 60_000
const OFFICE_HOUR = 60
const OFFICE_DAY = 7 * OFFICE_HOUR

/** Office time is told in working days, and in hours where it is less than one or no whole number. */
const workingSpan = (minutes: number): string =>
  minutes % OFFICE_DAY ? t('limit.workingHours', { n: Math.ceil(minutes / OFFICE_HOUR) }) : t('limit.workingDays', { n: minutes / OFFICE_DAY })

export const limitSpan = ({ minutes, working }: Pick<Limit, 'minutes' | 'working'>): string => (working ? workingSpan(minutes) : span(minutes * MINUTE))
