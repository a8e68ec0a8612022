import { t } from '../../../words'
import { shortStreet } from '../awaited'
import { shortUnit } from '../detail/parties'
import type { CallFull, Part } from '../steps'

export type Plea = CallFull['pleas'][number]

/** What the unit, or without one the street, asks of the desk and has no answer to yet. */
export const openPlea = (call: Pick<CallFull, 'pleas'>, part: Pick<Part, 'id'> | null): Plea | null =>
  call.pleas.find((plea) => plea.open && plea.assignmentId === (part?.id ?? null)) ?? null

export const whoAsks = (call: CallFull, part: Part | null): string =>
  part ? shortUnit(part.unitName) : t('plea.street', { street: shortStreet(call.streetName) })
