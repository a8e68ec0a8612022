import type { SnapStep } from '../../../api/gql/graphql'
import type { Kind } from '../../../offline/format'
import type { IconName } from '../../../ui/Icon'
import type { SnapFull } from './story'

/** What a step asks before it is taken: one sheet, one question. */
export interface Form {
  /** the mutation that takes it */
  kind: Kind
  icon: IconName
  words: 'needed' | 'optional' | 'none'
  photos: boolean
  choose: 'person' | 'cell' | 'snap' | null
  /** who takes it: the reporter, anyone, or whoever holds this permission by a post */
  by: 'reporter' | 'anyone' | `snap:${string}`
  /** says what it destroys, and is never filled */
  destructive?: boolean
  /** one tap, nothing to ask */
  atOnce?: boolean
  /** one tap, but six seconds to take it back */
  undo?: boolean
}

/** Steps that a person takes on the snap itself; a call takes its own snaps along. */
export type Step = Exclude<SnapStep, 'TAKE_SNAP' | 'CONFIRM_BY_SILENCE' | 'RAISE_TO_CALL' | 'SOLVE_BY_CALL' | 'LEAVE_CALL'>

/** Steps that ask something first; "me too" never does. */
export type AskedStep = Exclude<Step, 'BACK'>

const PLAIN = { words: 'none', photos: false, choose: null } as const

export const FORMS: Record<Step, Form> = {
  BACK: { ...PLAIN, by: 'anyone', kind: 'backSnap', icon: 'people', atOnce: true },
  TAKE_ON: { ...PLAIN, by: 'snap:handle', kind: 'takeOnSnap', icon: 'flag', atOnce: true },
  ASSIGN: { ...PLAIN, by: 'snap:assign', kind: 'assignSnap', icon: 'person', choose: 'person' },
  GIVE_BACK: { ...PLAIN, by: 'snap:handle', kind: 'giveBackSnap', icon: 'again', words: 'needed' },
  FIX_ON_THE_SPOT: { ...PLAIN, by: 'snap:handle', kind: 'fixSnapOnTheSpot', icon: 'check', atOnce: true, undo: true },
  SOLVE: { ...PLAIN, by: 'snap:handle', kind: 'solveSnap', icon: 'check', words: 'needed', photos: true },
  CONFIRM_SOLVED: { ...PLAIN, by: 'reporter', kind: 'confirmSnapSolved', icon: 'check', words: 'optional' },
  NOT_SOLVED: { ...PLAIN, by: 'reporter', kind: 'reportSnapNotSolved', icon: 'again', words: 'needed', photos: true },
  RAISE_TO_STREET: { ...PLAIN, by: 'snap:raise', kind: 'raiseSnapToStreet', icon: 'up', words: 'needed' },
  MERGE: { ...PLAIN, by: 'snap:merge', kind: 'mergeSnap', icon: 'list', choose: 'snap' },
  REFUSE: { ...PLAIN, by: 'snap:refuse', kind: 'refuseSnap', icon: 'close', words: 'needed', destructive: true },
  RELOCATE: { ...PLAIN, by: 'snap:relocate', kind: 'relocateSnap', icon: 'pin', choose: 'cell' },
  WITHDRAW: { ...PLAIN, by: 'reporter', kind: 'withdrawSnap', icon: 'close', words: 'optional', destructive: true },
}

/** What somebody most likely came for, first. */
const RANK: readonly Step[] = [
  'CONFIRM_SOLVED',
  'NOT_SOLVED',
  'SOLVE',
  'ASSIGN',
  'TAKE_ON',
  'FIX_ON_THE_SPOT',
  'RAISE_TO_STREET',
  'BACK',
  'GIVE_BACK',
  'MERGE',
  'RELOCATE',
  'REFUSE',
  'WITHDRAW',
]

/** Steps that may stand at the thumb; the rest asks for a second look first. */
const AT_THUMB = new Set(RANK.slice(0, 8))

type Subject = Pick<SnapFull, 'availableActions' | 'mine' | 'status' | 'cellCode'>

export interface Offered {
  primary: Step | null
  secondary: Step | null
  /** behind "more": what else can be done, then what cannot and why */
  more: { step: Step; reason: string | null }[]
}

/** Whether the step is any of this person's business, so that being refused it is worth a word. */
function concerns(step: Step, allowed: readonly Step[], mine: boolean, may: (permission: string) => boolean): boolean {
  const { by } = FORMS[step]
  if (by === 'anyone') return false
  if (by === 'reporter') return mine
  return may(by) && allowed.some((one) => FORMS[one].by.startsWith('snap:'))
}

/** Beside "solved" stands the way up, not a second word for the same; "me too" has its place beside the neighbours. */
function besides(primary: Step | null, second: Step | null, allowed: readonly Step[]): Step | null {
  if (primary === 'SOLVE') return allowed.includes('RAISE_TO_STREET') ? 'RAISE_TO_STREET' : null
  return second === 'BACK' ? null : second
}

/** No worker finds a snap without a cell before somebody has placed it. */
const waitsForPlace = ({ status, cellCode }: Subject): boolean => status === 'WAITING' && cellCode === null

/**
 * Orders what the server offers: one primary, one secondary at the thumb, everything else behind "more". What is refused
 * to this person stays there with its reason; what was never theirs to do is left out.
 */
export function offer(snap: Subject, may: (permission: string) => boolean): Offered {
  const of = new Map(snap.availableActions.map((action) => [action.step, action]))
  const allowed = RANK.filter((step) => of.get(step)?.allowed)
  const first = waitsForPlace(snap) ? allowed.filter((step) => step === 'RELOCATE') : []
  const [primary = null, second = null] = [...first, ...allowed.filter((step) => AT_THUMB.has(step))]
  const secondary = besides(primary, second, allowed)
  const rest = allowed.filter((step) => step !== primary && step !== secondary && step !== 'BACK')
  const refused = RANK.filter((step) => of.get(step)?.allowed === false && concerns(step, allowed, snap.mine, may))
  return {
    primary,
    secondary,
    more: [...rest.map((step) => ({ step, reason: null })), ...refused.map((step) => ({ step, reason: of.get(step)?.reason ?? '' }))],
  }
}
