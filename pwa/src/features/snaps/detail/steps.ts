import type { SnapStep } from '../../../api/gql/graphql'
import type { Kind } from '../../../offline/format'
import type { IconName } from '../../../ui/Icon'

/** What a step asks before it is taken: one sheet, one question. */
export interface Form {
  /** the mutation that takes it */
  kind: Kind
  icon: IconName
  words: 'needed' | 'optional' | 'none'
  photos: boolean
  choose: 'person' | 'cell' | 'snap' | null
  /** says what it destroys, and is never filled */
  destructive?: boolean
  /** one tap, nothing to ask */
  atOnce?: boolean
  /** one tap, but six seconds to take it back */
  undo?: boolean
}

export type Step = Exclude<SnapStep, 'TAKE_SNAP'>

const PLAIN = { words: 'none', photos: false, choose: null } as const

export const FORMS: Record<Step, Form> = {
  BACK: { ...PLAIN, kind: 'backSnap', icon: 'people', atOnce: true },
  TAKE_ON: { ...PLAIN, kind: 'takeOnSnap', icon: 'flag', atOnce: true },
  ASSIGN: { ...PLAIN, kind: 'assignSnap', icon: 'person', choose: 'person', words: 'optional' },
  GIVE_BACK: { ...PLAIN, kind: 'giveBackSnap', icon: 'again', words: 'needed' },
  FIX_ON_THE_SPOT: { ...PLAIN, kind: 'fixSnapOnTheSpot', icon: 'check', atOnce: true, undo: true },
  SOLVE: { ...PLAIN, kind: 'solveSnap', icon: 'check', words: 'needed', photos: true },
  CONFIRM_SOLVED: { ...PLAIN, kind: 'confirmSnapSolved', icon: 'check', words: 'optional' },
  NOT_SOLVED: { ...PLAIN, kind: 'reportSnapNotSolved', icon: 'again', words: 'needed', photos: true },
  RAISE_TO_STREET: { ...PLAIN, kind: 'raiseSnapToStreet', icon: 'up', words: 'needed' },
  MERGE: { ...PLAIN, kind: 'mergeSnap', icon: 'list', choose: 'snap' },
  REFUSE: { ...PLAIN, kind: 'refuseSnap', icon: 'close', words: 'needed', destructive: true },
  RELOCATE: { ...PLAIN, kind: 'relocateSnap', icon: 'pin', choose: 'cell' },
  WITHDRAW: { ...PLAIN, kind: 'withdrawSnap', icon: 'close', words: 'optional', destructive: true },
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
const AT_THUMB = RANK.slice(0, 8)

export interface Available {
  step: SnapStep
  allowed: boolean
  reason: string | null
}

export interface Offered {
  primary: Step | null
  secondary: Step | null
  /** behind "more": what else can be done, then what cannot and why */
  more: { step: Step; reason: string | null }[]
}

/** Orders what the server offers: one primary, one secondary at the thumb, everything else behind "more". */
export function offer(actions: readonly Available[]): Offered {
  const of = new Map(actions.map((action) => [action.step, action]))
  const allowed = RANK.filter((step) => of.get(step)?.allowed)
  const [primary = null, second = null] = allowed.filter((step) => AT_THUMB.includes(step))
  // "me too" has its own place beside the neighbours when there is something else to do
  const secondary = second === 'BACK' ? null : second
  const rest = allowed.filter((step) => step !== primary && step !== secondary && step !== 'BACK')
  const refused = RANK.filter((step) => of.get(step)?.allowed === false)
  return {
    primary,
    secondary,
    more: [...rest.map((step) => ({ step, reason: null })), ...refused.map((step) => ({ step, reason: of.get(step)?.reason ?? '' }))],
  }
}
