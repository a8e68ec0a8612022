import type { IconName } from '../../ui/Icon'
import type { WishFullFragment, WishStep } from './gql/graphql'

export type WishFull = WishFullFragment

/** Steps that a person takes; the clock takes the others. */
export type Step = Exclude<WishStep, 'POST' | 'REMIND' | 'LAPSE' | 'NOTICE' | 'CONFIRM_BY_SILENCE'>

/** How a step is asked for. */
export interface Form {
  icon: IconName
  /** a sheet, or a screen of its own at /wishes/:id/<step> */
  how: 'sheet' | 'screen'
  words: 'needed' | 'optional' | 'none'
  photos?: true
  destructive?: true
}

export const FORMS: Record<Step, Form> = {
  REVISE: { icon: 'pencil', how: 'screen', words: 'none' },
  PUBLISH: { icon: 'check', how: 'screen', words: 'none' },
  SEND_BACK: { icon: 'again', how: 'sheet', words: 'needed' },
  REFUSE: { icon: 'close', how: 'sheet', words: 'needed', destructive: true },
  WITHDRAW: { icon: 'close', how: 'sheet', words: 'optional', destructive: true },
  CLAIM: { icon: 'heart', how: 'screen', words: 'none' },
  JOIN: { icon: 'people', how: 'sheet', words: 'optional' },
  LEAVE: { icon: 'leave', how: 'sheet', words: 'optional' },
  PASS_ON: { icon: 'forward', how: 'sheet', words: 'optional' },
  ASK_EXTENSION: { icon: 'clock', how: 'sheet', words: 'needed' },
  GRANT_EXTENSION: { icon: 'check', how: 'sheet', words: 'optional' },
  DECLINE_EXTENSION: { icon: 'close', how: 'sheet', words: 'optional' },
  GIVE_BACK: { icon: 'again', how: 'sheet', words: 'optional' },
  REPORT_FULFILLED: { icon: 'check', how: 'sheet', words: 'needed', photos: true },
  SAY_MISSING: { icon: 'again', how: 'sheet', words: 'needed' },
  CONFIRM: { icon: 'check', how: 'sheet', words: 'optional' },
  THANK: { icon: 'heart', how: 'sheet', words: 'needed' },
  GIVE_POINTS: { icon: 'plus', how: 'sheet', words: 'optional' },
}

export interface Offered {
  primary: Step | null
  /** why the primary cannot be taken just now, in the server's words */
  against: string | null
  secondary: Step | null
  /** behind "more": what else can be done, then what cannot and why */
  more: { step: Step; reason: string | null }[]
}

/** What somebody most likely came for, first. */
const AT_THUMB: readonly Step[] = ['PUBLISH', 'GRANT_EXTENSION', 'CONFIRM', 'REPORT_FULFILLED', 'CLAIM', 'JOIN', 'REVISE', 'THANK']

/** What stands beside it, in this order of liking. */
const BESIDE: Partial<Record<Step, readonly Step[]>> = {
  PUBLISH: ['SEND_BACK'],
  GRANT_EXTENSION: ['DECLINE_EXTENSION'],
  CONFIRM: ['SAY_MISSING'],
  REPORT_FULFILLED: ['ASK_EXTENSION', 'GIVE_BACK'],
  CLAIM: ['GIVE_POINTS'],
  JOIN: ['GIVE_POINTS'],
  REVISE: ['WITHDRAW'],
}

type May = (permission: string) => boolean
type Concern = (wish: WishFull, may: May) => boolean

const claimersOwn: Concern = ({ status, claim }) => status === 'CLAIMED' && Boolean(claim?.mine)
const toReview: Concern = ({ status }, may) => status === 'TO_REVIEW' && may('wish:review')
const askersOwn: Concern = ({ status, mine }) => mine && (status === 'TO_REVIEW' || status === 'SENT_BACK')
const toConfirm: Concern = ({ status, mine }) => mine && status === 'REPORTED'

/** Whose business a step is that is refused just now: only then its reason is worth a line. */
const CONCERNS: Partial<Record<Step, Concern>> = {
  CLAIM: ({ status }) => status === 'PUBLISHED',
  JOIN: ({ status, claim }) => status === 'CLAIMED' && claim !== null && claim.companionsNeeded > 0 && !claim.mine && !claim.joinedByMe,
  REPORT_FULFILLED: claimersOwn,
  ASK_EXTENSION: claimersOwn,
  GIVE_BACK: claimersOwn,
  PUBLISH: toReview,
  SEND_BACK: toReview,
  REFUSE: toReview,
  REVISE: askersOwn,
  WITHDRAW: askersOwn,
  CONFIRM: toConfirm,
  SAY_MISSING: toConfirm,
}

/** A refused step may stand at the thumb, greyed out with its reason, when it is what one came for. */
const REFUSED_AT_THUMB: readonly Step[] = ['REPORT_FULFILLED', 'CLAIM', 'CONFIRM', 'JOIN', 'PUBLISH']

const isTaken = (step: WishStep): step is Step => step in FORMS

/** Orders what the server offers: one primary, one secondary at the thumb, everything else behind "more". */
export function offer(wish: WishFull, may: May): Offered {
  const actions = wish.availableActions.filter((one) => isTaken(one.step)) as { step: Step; allowed: boolean; reason: string | null }[]
  const allowed = actions.filter((one) => one.allowed).map((one) => one.step)
  const refused = actions.filter((one) => !one.allowed && CONCERNS[one.step]?.(wish, may))
  const offered = AT_THUMB.find((step) => allowed.includes(step)) ?? null
  const greyed = offered ? undefined : REFUSED_AT_THUMB.flatMap((step) => refused.filter((one) => one.step === step))[0]
  const primary = offered ?? greyed?.step ?? null
  const secondary = (primary && BESIDE[primary]?.find((step) => allowed.includes(step))) ?? null
  const rest = allowed.filter((step) => step !== primary && step !== secondary)
  return {
    primary,
    secondary,
    against: greyed ? (greyed.reason ?? '') : null,
    more: [...rest.map((step) => ({ step, reason: null })), ...refused.filter((one) => one !== greyed).map(({ step, reason }) => ({ step, reason: reason ?? '' }))],
  }
}

/** The screen of a step. */
export const pathOf = (wishId: string, step: Step): string => `/wishes/${wishId}/${step.toLowerCase().replaceAll('_', '-')}`
