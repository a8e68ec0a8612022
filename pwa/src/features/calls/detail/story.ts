import type { CallStep } from '../gql/graphql'
import { t } from '../../../words'
import { inPlay } from '../awaited'
import { dayAndClock, listed } from '../when'
import type { CallFull, Part } from '../steps'
import { punctuality, shortUnit } from './parties'

export type Entry = CallFull['entries'][number]

/** Somebody is awaited: who and for what, and until when. */
export interface Awaited {
  key: string
  title: string
  dueAt: string | null
  hint: string
}

/** Three names at most; more are a number. */
const names = (parts: readonly Part[]): string =>
  parts.length > 2 ? t('story.units', { n: parts.length }) : parts.map((part) => shortUnit(part.unitName)).join('、')

const soonest = (parts: readonly Part[]): string | null =>
  parts.map((part) => part.clock?.dueAt).filter((at) => at !== undefined).toSorted()[0] ?? null

type Waiting = 'DISPATCHED' | 'RETURNED' | 'CONFIRMED' | 'ON_SITE' | 'REWORK' | 'REPORTED'
const WAITING: readonly Waiting[] = ['RETURNED', 'DISPATCHED', 'CONFIRMED', 'REWORK', 'ON_SITE', 'REPORTED']

/** Whoever is awaited now, the nearest limit first. Nobody once the call is over. */
export function awaitedNow(call: CallFull): Awaited[] {
  const { status } = call
  if (status === 'CLOSED' || status === 'ARCHIVED' || status === 'WITHDRAWN') return []
  if (status !== 'IN_HAND') return [{ key: status, title: t(`callAwaits.${status}`), dueAt: call.clock?.dueAt ?? null, hint: '' }]
  const parts = inPlay(call.assignments)
  if (parts.every((part) => part.status === 'DONE')) return [{ key: 'close', title: t('callAwaits.CLOSE'), dueAt: call.clock?.dueAt ?? null, hint: closingHint(call, parts) }]
  const asking = parts.filter((part) => part.plea)
  const pleas = asking.length ? [{ key: 'plea', title: t('callAwaits.plea', { units: names(asking) }), dueAt: null, hint: '' }] : []
  return WAITING.flatMap((waiting): Awaited[] => {
    const found = parts.filter((part) => part.status === waiting)
    return found.length ? [{ key: waiting, title: t(`callAwaits.${waiting}`, { units: names(found) }), dueAt: soonest(found), hint: hintOf(waiting, found, call) }] : []
  }).toSorted((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9')).concat(pleas)
}

function closingHint(call: CallFull, parts: readonly Part[]): string {
  if (call.plea) return t('awaits.laterClosing')
  return parts.length ? '' : t('callAwaits.alone')
}

function hintOf(waiting: Waiting, parts: readonly Part[], call: CallFull): string {
  const reminded = Math.max(...parts.map((part) => part.reminded))
  const silent = parts.filter((part) => part.silent).length
  if (silent) return t('callAwaits.overdue', { n: silent })
  if (waiting === 'DISPATCHED') return reminded ? t('callAwaits.reminded', { n: reminded }) : t('callAwaits.silence')
  return waiting === 'CONFIRMED' && call.reportAt ? listed([dayAndClock(call.reportAt), call.reportPlace]) : ''
}

/** What comes after that, without an invented time. */
export function following(call: CallFull): string | null {
  if (call.status === 'IN_HAND') return t(inPlay(call.assignments).every((part) => part.status === 'DONE') ? 'callNext.archive' : 'callNext.close')
  if (call.status === 'DRAFT') return t('callNext.sign')
  if (call.status === 'TO_SIGN') return t('callNext.desk')
  return call.status === 'TO_ACCEPT' || call.status === 'TO_DISPATCH' ? t('callNext.units') : null
}

/** What happened, in one line. */
export function happened({ step, unitName, units }: Pick<Entry, 'step' | 'unitName' | 'units'>): string {
  return t(`callStory.${step satisfies CallStep}`, { unit: shortUnit(unitName ?? ''), n: units.length })
}

/** Numbers that belong to a step: how many people, how far, how late; when and where; on which item. */
export function factsOf(entry: Entry): string {
  const { step, heads, metres, lateMinutes, reportAt, reportPlace, itemNumber, until, alone } = entry
  const there = step === 'CHECK_IN' && [
    heads !== null && t('party.heads', { n: heads }),
    metres !== null && t('party.metres', { n: metres }),
    lateMinutes !== null && punctuality(lateMinutes),
  ]
  const said = there || [
    step === 'RESPOND' && heads !== null && t('story.coming', { n: heads }),
    alone && t('story.alone'),
    until && t('plea.until', { at: dayAndClock(until) }),
    reportAt && dayAndClock(reportAt),
    reportPlace,
    itemNumber && t('story.item', { number: itemNumber }),
  ]
  return listed(said)
}
