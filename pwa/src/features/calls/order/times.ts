import type { DutyPartsFragment } from '../gql/graphql'
import type { Stage, Urgency } from '../../../api/gql/graphql'
import { dayOf } from '../../../words/time'

/** How a report time is said most often; "own" is a time of one's own. */
export type Preset = 'soon' | 'hour' | 'evening' | 'morning' | 'own'
export const PRESETS: readonly Preset[] = ['soon', 'hour', 'evening', 'morning', 'own']

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** The district lives by one clock without summer time. */
const OFFSET = '+08:00'

const at = (day: string, clock: string): number => Date.parse(`${day}T${clock}:00${OFFSET}`)

const nextFive = (ms: number): number => Math.ceil(ms / (5 * MINUTE)) * 5 * MINUTE

/** The moment that a preset means, ms; null for one's own, and for this evening when it is over. */
export function momentOf(preset: Preset, now: number): number | null {
  if (preset === 'soon') return nextFive(now + HOUR / 2)
  if (preset === 'hour') return nextFive(now + HOUR)
  if (preset === 'morning') return at(dayOf(now + DAY), '09:00')
  const evening = at(dayOf(now), '20:00')
  return preset === 'evening' && evening > now ? evening : null
}

/** A report time as it was said. */
export interface Time {
  preset: Preset
  own: string
  /** the moment that it meant then, ms */
  meant: number | null
}

/** A time that was left in a form, as it is said now: "tomorrow" of yesterday is a day of its own; null when it has passed. */
export function stillMeant(time: Time, now: number): Time | null {
  const { preset, meant } = time
  if (preset === 'soon' || preset === 'hour') return time
  if (meant === null || meant <= now) return null
  return preset === 'own' || momentOf(preset, now) === meant ? time : { preset: 'own', own: fieldOf(meant), meant }
}

/** What fits an urgency until the desk says otherwise. */
export const usual = (urgency: Urgency): Preset => (urgency === 'EMERGENCY' ? 'soon' : urgency === 'URGENT' ? 'hour' : 'morning')

/** What a date field holds, "2026-11-23T20:00", in the district's time. */
export const fieldOf = (ms: number): string => new Date(ms + 8 * HOUR).toISOString().slice(0, 16)
export const fromField = (text: string): number | null => {
  const ms = Date.parse(`${text}:00${OFFSET}`)
  return Number.isNaN(ms) ? null : ms
}

/** The limit that the item sets for a stage; null when it is not known. */
export const limitOf = (item: DutyPartsFragment | null | undefined, urgency: Urgency, stage: Stage): DutyPartsFragment['limits'][number] | null =>
  item?.limits.find((one) => one.urgency === urgency && one.stage === stage) ?? null
