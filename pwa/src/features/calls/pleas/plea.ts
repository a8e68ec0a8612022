import { t } from '../../../words'
import { shortStreet } from '../awaited'
import { shortUnit } from '../detail/parties'
import type { CallFull, Part } from '../steps'
import { dayAndClock, listed } from '../when'

export type Plea = CallFull['pleas'][number]

/** What the unit, or without one the street, asks of the desk and has no answer to yet. */
export const openPlea = (call: Pick<CallFull, 'pleas'>, part: Pick<Part, 'id'> | null): Plea | null =>
  call.pleas.find((plea) => plea.open && plea.assignmentId === (part?.id ?? null)) ?? null

/** What the desk said last to this party; null while it has said nothing. */
export const lastAnswer = (call: Pick<CallFull, 'pleas'>, part: Pick<Part, 'id'> | null): Plea | null =>
  call.pleas.findLast((plea) => plea.answer !== null && plea.assignmentId === (part?.id ?? null)) ?? null

export const whoAsks = (call: CallFull, part: Part | null): string =>
  part ? shortUnit(part.unitName) : t('plea.street', { street: shortStreet(call.streetName) })

/** What is wished for: "延到 明天 18:00", "改到 今天 22:00，北门岗亭". A place that stays is not said again. */
export function wished(plea: Plea, call: Pick<CallFull, 'reportPlace'>): string {
  const at = dayAndClock(plea.wishedAt)
  if (plea.kind === 'EXTENSION') return t('plea.until', { at })
  return listed([t('plea.to', { at }), plea.place !== call.reportPlace && plea.place])
}
