import type { AssignmentStatus, CallStatus } from '../../api/gql/graphql'
import { may, me } from '../../api/session'
import { t } from '../../words'
import { awaited } from './awaited'
import type { CallHead } from './heads'

type Part = CallHead['parts'][number]

/** What a list says of one call, and whose clock it shows. */
export interface Standing {
  clock: CallHead['clock'] | Part | null
  says: string
}

/** The unit's own turn; in every other status somebody else holds the part and its clock. */
const TURN = new Set<AssignmentStatus>(['DISPATCHED', 'CONFIRMED', 'ON_SITE', 'REWORK'])

const isMine = ({ unitId }: Part): boolean => may('call:attend') && (me.value?.posts.some((post) => post.unit.id === unitId) ?? false)

const due = ({ dueAt }: Part): number => (dueAt ? Date.parse(dueAt) : Infinity)

const saysOf = (status: CallStatus, part: Part): string =>
  status !== 'IN_HAND' ? t(`callStatus.${status}`) : t(TURN.has(part.status) && part.plea ? 'ownPart.asking' : `ownPart.${part.status}`)

/** Whoever answers for a unit opens its orders by hand: the desk is told who has looked at one. */
export const answersCalls = (): boolean => may('call:answer') || may('call:attend')

/**
 * To whoever goes out for a called unit: how its own part stands, the most urgent of several. To everybody else: the whole
 * call. Whose part it is the phone finds out itself, for events are the same for all who hear them.
 */
export function standing(call: CallHead): Standing {
  const mine = call.parts.filter(isMine)
  const turn = call.status === 'IN_HAND' ? mine.filter((part) => TURN.has(part.status)).toSorted((a, b) => due(a) - due(b))[0] : undefined
  const part = turn ?? mine.at(-1)
  return part ? { clock: turn ?? null, says: saysOf(call.status, part) } : { clock: call.clock, says: awaited(call) }
}
