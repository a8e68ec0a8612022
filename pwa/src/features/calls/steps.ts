import type { AssignmentStatus } from '../../api/gql/graphql'
import type { CallFullFragment, CallStep } from './gql/graphql'
import { lampNow } from '../../ui/ClockRuler'
import type { IconName } from '../../ui/Icon'

export type CallFull = CallFullFragment
export type Part = CallFull['assignments'][number]
export type Step = Exclude<CallStep, 'DRAFT'>

/** How a step is asked for. */
export interface Form {
  icon: IconName
  /** the permission by which it is anybody's business */
  by: `call:${string}`
  /** one tap; a sheet with a few words; or a screen of its own at /calls/:id/<step> */
  how: 'tap' | 'sheet' | 'screen'
  words?: 'needed' | 'optional'
  destructive?: boolean
}

export const FORMS: Record<Step, Form> = {
  EDIT: { icon: 'pencil', by: 'call:draft', how: 'screen' },
  SUBMIT: { icon: 'send', by: 'call:draft', how: 'sheet', words: 'optional' },
  SEND_TO_DRAFTER: { icon: 'again', by: 'call:sign', how: 'sheet', words: 'needed' },
  SIGN_OFF: { icon: 'pencil', by: 'call:sign', how: 'screen' },
  ACCEPT: { icon: 'check', by: 'call:dispatch', how: 'tap' },
  SEND_BACK: { icon: 'again', by: 'call:dispatch', how: 'sheet', words: 'needed' },
  DISPATCH: { icon: 'call', by: 'call:dispatch', how: 'screen' },
  ADD_UNITS: { icon: 'plus', by: 'call:dispatch', how: 'screen' },
  MOVE: { icon: 'clock', by: 'call:dispatch', how: 'screen' },
  REMIND: { icon: 'bell', by: 'call:remind', how: 'tap' },
  RESPOND: { icon: 'check', by: 'call:answer', how: 'screen' },
  RETURN: { icon: 'again', by: 'call:answer', how: 'screen' },
  SETTLE_RETURN: { icon: 'flag', by: 'call:dispatch', how: 'screen' },
  RELIEVE: { icon: 'minus', by: 'call:dispatch', how: 'screen', destructive: true },
  PROPOSE_MEETING: { icon: 'clock', by: 'call:answer', how: 'screen' },
  ACCEPT_MEETING: { icon: 'clock', by: 'call:dispatch', how: 'screen' },
  ASK_EXTENSION: { icon: 'clock', by: 'call:answer', how: 'screen' },
  GRANT_EXTENSION: { icon: 'clock', by: 'call:dispatch', how: 'screen' },
  REFUSE_PLEA: { icon: 'close', by: 'call:dispatch', how: 'screen' },
  ASK_LATER_CLOSING: { icon: 'clock', by: 'call:close', how: 'screen' },
  GRANT_LATER_CLOSING: { icon: 'clock', by: 'call:dispatch', how: 'screen' },
  REFUSE_LATER_CLOSING: { icon: 'close', by: 'call:dispatch', how: 'screen' },
  SEND_PEOPLE: { icon: 'people', by: 'call:answer', how: 'screen' },
  CHECK_IN: { icon: 'pin', by: 'call:attend', how: 'screen' },
  REPORT_COMPLETION: { icon: 'check', by: 'call:attend', how: 'screen' },
  ACCEPT_PART: { icon: 'check', by: 'call:close', how: 'sheet', words: 'optional' },
  SEND_FOR_REWORK: { icon: 'again', by: 'call:close', how: 'sheet', words: 'needed' },
  CLOSE: { icon: 'check', by: 'call:close', how: 'screen' },
  ARCHIVE: { icon: 'list', by: 'call:dispatch', how: 'tap' },
  WITHDRAW: { icon: 'close', by: 'call:sign', how: 'sheet', words: 'needed', destructive: true },
  REOPEN: { icon: 'again', by: 'call:close', how: 'screen' },
  REMARK: { icon: 'pencil', by: 'call:remark', how: 'sheet', words: 'needed' },
}

/** A step, and whose part it concerns. */
export interface Choice {
  step: Step
  part: Part | null
}

export interface Offered {
  primary: Choice | null
  secondary: Choice | null
  /** behind "more": what else can be done, then what cannot and why */
  more: { choice: Choice; reason: string | null }[]
}

/** What somebody most likely came for, first. The rest is never at the thumb. */
const AT_THUMB: readonly Step[] = [
  'SIGN_OFF', 'SETTLE_RETURN', 'ACCEPT_MEETING', 'GRANT_EXTENSION', 'GRANT_LATER_CLOSING', 'DISPATCH', 'RESPOND', 'CHECK_IN', 'REPORT_COMPLETION', 'ACCEPT_PART', 'CLOSE', 'SUBMIT', 'ARCHIVE', 'REMIND',
]

/** What stands beside the primary, in this order of liking. */
const BESIDE: Partial<Record<Step, readonly Step[]>> = {
  SIGN_OFF: ['SEND_TO_DRAFTER'],
  SETTLE_RETURN: ['REMIND', 'ADD_UNITS'],
  ACCEPT_MEETING: ['REMIND', 'MOVE'],
  GRANT_EXTENSION: ['REMIND', 'ADD_UNITS'],
  DISPATCH: ['SEND_BACK'],
  RESPOND: ['RETURN'],
  CHECK_IN: ['SEND_PEOPLE', 'REPORT_COMPLETION'],
  REPORT_COMPLETION: ['ASK_EXTENSION', 'CHECK_IN', 'SEND_PEOPLE'],
  ACCEPT_PART: ['SEND_FOR_REWORK'],
  CLOSE: ['ASK_LATER_CLOSING', 'SEND_FOR_REWORK'],
  SUBMIT: ['EDIT'],
  REMIND: ['MOVE', 'ADD_UNITS'],
}

const ON_THE_WAY = new Set<AssignmentStatus>(['DISPATCHED', 'CONFIRMED'])
const UNIT_STEPS = new Set<Step>(['RESPOND', 'RETURN', 'PROPOSE_MEETING', 'ASK_EXTENSION', 'SEND_PEOPLE', 'CHECK_IN', 'REPORT_COMPLETION'])

const hurries = ({ clock }: Pick<Part, 'clock'>): boolean => clock !== null && ['AMBER', 'RED'].includes(lampNow(clock))

/** Whether the step is what its part waits for just now; a step of the whole call always is. */
function timely({ step, part }: Choice, call: CallFull): boolean {
  if (step === 'ASK_LATER_CLOSING') return hurries(call)
  if (!part) return true
  if (step === 'CHECK_IN') return ON_THE_WAY.has(part.status)
  if (step === 'REPORT_COMPLETION') return part.status === 'ON_SITE' || part.status === 'REWORK'
  if (step === 'REMIND' || step === 'ASK_EXTENSION') return hurries(part)
  return true
}

/** All that is allowed, the call's own steps first, then unit by unit in the order of dispatch. */
function allowedOf(call: CallFull): Choice[] {
  const of = (actions: CallFull['availableActions'], part: Part | null): Choice[] =>
    actions.filter((one) => one.allowed && one.step !== 'DRAFT').map((one) => ({ step: one.step as Step, part }))
  return [...of(call.availableActions, null), ...call.assignments.flatMap((part) => of(part.availableActions, part))]
}

/** Offered beside the primary only when a clock runs out. */
const IN_HASTE = new Set<Step>(['REMIND', 'ASK_EXTENSION', 'ASK_LATER_CLOSING'])

function besides(primary: Choice, allowed: readonly Choice[], call: CallFull): Choice | null {
  for (const step of BESIDE[primary.step] ?? []) {
    const same = allowed.filter((one) => one.step === step && (!IN_HASTE.has(step) || timely(one, call)))
    const found = same.find((one) => one.part?.id === primary.part?.id) ?? same.find((one) => !one.part || step === 'REMIND')
    if (found) return found
  }
  return null
}

/** What comes before the units. Once they are called, nobody looks for it any more. */
const BEFORE_UNITS = new Set<Step>(['EDIT', 'SUBMIT', 'SEND_TO_DRAFTER', 'SIGN_OFF', 'ACCEPT', 'SEND_BACK', 'DISPATCH'])

/** The desk's answers: without a question nobody misses them. */
const ANSWERS = new Set<Step>(['GRANT_LATER_CLOSING', 'REFUSE_LATER_CLOSING'])

/** Refused steps that are this person's business: of the call by permission, of a part only for one's own unit. */
function refusedOf(call: CallFull, may: (permission: string) => boolean): { choice: Choice; reason: string }[] {
  const own = call.availableActions
    .filter((one) => !one.allowed && one.step !== 'DRAFT' && may(FORMS[one.step].by) && !ANSWERS.has(one.step) && !(call.dispatchedAt && BEFORE_UNITS.has(one.step)))
    .map((one) => ({ choice: { step: one.step as Step, part: null }, reason: one.reason ?? '' }))
  const mine = call.assignments.filter((part) => part.mine && part.status !== 'REPLACED').flatMap((part) =>
    part.availableActions
      .filter((one) => !one.allowed && UNIT_STEPS.has(one.step as Step) && may(FORMS[one.step as Step].by))
      .map((one) => ({ choice: { step: one.step as Step, part }, reason: one.reason ?? '' })),
  )
  return [...own, ...mine]
}

const NONE: ReadonlySet<string> = new Set()

/**
 * Orders what the server offers: one primary, one secondary at the thumb, everything else behind "more". A part whose last
 * step still waits on this phone (`waiting`) has nothing at the thumb: its most likely next step is the one just taken.
 */
export function offer(call: CallFull, may: (permission: string) => boolean, waiting = NONE): Offered {
  const allowed = allowedOf(call)
  const free = allowed.filter(({ part }) => !part || !waiting.has(part.id))
  const primary = AT_THUMB.flatMap((step) => free.filter((one) => one.step === step && timely(one, call)))[0] ?? null
  const secondary = primary && besides(primary, free, call)
  const rest = allowed.filter((one) => one !== primary && one !== secondary)
  return { primary, secondary, more: [...rest.map((choice) => ({ choice, reason: null })), ...refusedOf(call, may)] }
}

/** The screen of a step. */
export function pathOf(callId: string, { step, part }: Choice): string {
  const path = `/calls/${callId}/${step.toLowerCase().replaceAll('_', '-')}`
  return part ? `${path}?part=${part.id}` : path
}
