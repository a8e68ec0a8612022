import type { Lamp } from '../../../api/gql/graphql'
import { settings } from '../../../api/session'
import { lampNow } from '../../../ui/ClockRuler'
import { t } from '../../../words'
import { left, span } from '../../../words/time'
import { inPlay } from '../awaited'
import { dayAndClock, stamp } from '../when'
import { openPlea } from '../pleas/plea'
import type { CallFull, Choice, Part } from '../steps'

/** What one unit's card says. */
export interface PartyCard {
  lamp: Lamp
  state: string
  facts: string[]
  /** what happened last, and what its clock says */
  since: string
  due: string
}

const MINUTE = 60_000

/** Every unit here belongs to the district: its name begins with what goes without saying. */
export function shortUnit(name: string): string {
  const root = settings.value?.rootName ?? ''
  return root && name.startsWith(root) && name.length > root.length + 2 ? name.slice(root.length) : name
}

/** What a step is called on a button: verb and object. */
export const labelOf = ({ step, part }: Choice): string => t(`callDo.${step}`, { unit: shortUnit(part?.unitName ?? '') })

/** On one call: where no unit is left, there is nobody to evaluate. */
export function labelOn(call: CallFull, choice: Choice): string {
  if (choice.step === 'CLOSE' && inPlay(call.assignments).length === 0) return t('close.alone')
  const short = SHORT[choice.step]
  const only = call.assignments.filter((part) => part.availableActions.some((one) => one.step === choice.step && one.allowed)).length === 1
  return short && only ? t(short) : labelOf(choice)
}

/** Where one unit alone waits for the desk's answer, its name needs no saying. */
const SHORT: Partial<Record<Choice['step'], 'callDo.settleReturn' | 'callDo.answerMeeting' | 'callDo.answerExtension'>> = {
  SETTLE_RETURN: 'callDo.settleReturn',
  ACCEPT_MEETING: 'callDo.answerMeeting',
  GRANT_EXTENSION: 'callDo.answerExtension',
}

/** A unit that has done its part, or whose turn it is not, has no clock of its own. */
const CALM: Partial<Record<Part['status'], Lamp>> = { REPORTED: 'GREEN', DONE: 'GREEN', RETURNED: 'IDLE', REPLACED: 'IDLE' }

const lampOf = (part: Part): Lamp => CALM[part.status] ?? (part.clock ? lampNow(part.clock) : 'IDLE')

/** Called and near or past the limit is silence; before that the order is simply out. */
function stateOf(part: Part, lamp: Lamp): string {
  return t(part.status === 'DISPATCHED' && lamp !== 'GREEN' && lamp !== 'IDLE' ? 'partStatus.SILENT' : `partStatus.${part.status}`)
}

/** Compared with the time of the order. */
export const punctuality = (minutes: number): string =>
  minutes > 0 ? t('party.late', { span: span(minutes * MINUTE) }) : minutes < 0 ? t('party.early', { span: span(minutes * MINUTE) }) : t('party.onTime')

/** What a unit's card tells beyond its state: who comes, who is there, why not. */
const FACTS: Record<Part['status'], (part: Part, call: CallFull) => (string | false | null)[]> = {
  DISPATCHED: (part) => [part.reminded > 0 ? t('party.reminded', { n: part.reminded }) : t(part.seenAt ? 'party.seen' : 'party.unseen')],
  CONFIRMED: (part, { reportAt }) => {
    const n = part.coming ?? part.headcount
    return [reportAt ? t('party.comes', { at: stamp(reportAt), n }) : t('party.heads', { n })]
  },
  ON_SITE: (part) => presence(part),
  REPORTED: (part) => presence(part),
  REWORK: (part) => [t('party.reworked', { n: part.reworked }), ...presence(part)],
  RETURNED: () => [t('party.notOurs')],
  DONE: ({ evaluation: said }) => [said ? t('party.verdict', { result: t(`satisfaction.${said.result}`), solved: t(`solved.${said.solved}`) }) : t('party.accepted')],
  REPLACED: () => [],
}

/** Since when how many are there, and how far from the place. */
function presence({ arrivedAt, present, checkIns }: Part): (string | false | null)[] {
  const metres = checkIns[0]?.metres
  return [arrivedAt && t('party.arrived', { at: stamp(arrivedAt), n: present ?? 0 }), typeof metres === 'number' && t('party.metres', { n: metres })]
}

const saidAt = (key: 'dispatched' | 'confirmed' | 'reported' | 'done' | 'returned', at: string | null): string =>
  at ? t(`party.${key}At`, { at: stamp(at) }) : ''

/** What happened last. */
const SINCE: Record<Part['status'], (part: Part) => string> = {
  DISPATCHED: (part) => saidAt('dispatched', part.dispatchedAt),
  CONFIRMED: (part) => saidAt('confirmed', part.respondedAt),
  ON_SITE: (part) => (part.checkIns[0] ? punctuality(part.checkIns[0].lateMinutes) : ''),
  REWORK: (part) => saidAt('reported', part.reportedAt),
  REPORTED: (part) => saidAt('reported', part.reportedAt),
  DONE: (part) => saidAt('done', part.doneAt),
  RETURNED: (part) => saidAt('returned', part.clock?.limitStart ?? null),
  REPLACED: () => '',
}

function dueOf(part: Part): string {
  if (part.status === 'RETURNED') return t('party.toSettle')
  if (part.status === 'REPORTED') return t('party.toAccept')
  if (!part.clock) return ''
  return t(`party.due.${part.clock.stage}`, { left: left(part.clock.dueAt) })
}

export function cardOf(part: Part, call: CallFull): PartyCard {
  const lamp = lampOf(part)
  const plea = openPlea(call, part)
  const facts = [...FACTS[part.status](part, call), plea && t(`party.asks.${plea.kind}`, { at: dayAndClock(plea.wishedAt) })]
  return { lamp, state: stateOf(part, lamp), facts: facts.filter((one): one is string => typeof one === 'string' && one !== ''), since: SINCE[part.status](part), due: dueOf(part) }
}

/** "到场 1 · 确认 1 · 未答复 1 · 退回 1": how the units stand, in the order of the way. */
export function tally(parts: readonly Part[]): string {
  const numbers = new Map<Part['status'], number>()
  for (const part of inPlay(parts)) numbers.set(part.status, (numbers.get(part.status) ?? 0) + 1)
  const order: readonly Part['status'][] = ['DONE', 'REPORTED', 'REWORK', 'ON_SITE', 'CONFIRMED', 'DISPATCHED', 'RETURNED']
  return order.filter((status) => numbers.has(status)).map((status) => t(`tally.${status as Exclude<Part['status'], 'REPLACED'>}`, { n: numbers.get(status)! })).join(' · ')
}

