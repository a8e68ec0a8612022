import type { Lamp } from '../../api/gql/graphql'
import type { Size } from './view'

export type Level = 'street' | 'community' | 'cell'

/** What stands at one place of the map, in CSS pixels: a name, the worst lamp, and how many open snaps. */
export interface Spot {
  code: string
  text: string
  x: number
  y: number
  count: number
  digits: string
  lamp: Lamp
  mine: boolean
}

const RANK: Record<Lamp, number> = { RED: 3, AMBER: 2, GREEN: 1, IDLE: 0 }

export const worse = (a: Lamp, b: Lamp): Lamp => (RANK[b] > RANK[a] ? b : a)

/** How wide a text is about, in ems: Chinese characters are square. */
export function ems(text: string): number {
  let sum = 0
  for (const char of text) sum += char > '\u2E7F' ? 1 : 0.58
  return sum
}

/** The finest level whose places are wide enough on the screen (`sides`, pixels) for a name in this type size. */
export function levelFor(sides: Record<Level, number>, font: number): Level {
  if (sides.cell >= font * 4) return 'cell'
  if (sides.community >= font * 3.8) return 'community'
  return sides.street > 0 ? 'street' : 'community'
}

export interface Frame {
  left: number
  right: number
  top: number
  bottom: number
}

function frameOf(spot: Spot, font: number): Frame {
  const half = (Math.max(ems(spot.text), spot.count ? 1.5 + ems(spot.digits) : 0) * font) / 2 + 3
  return { left: spot.x - half, right: spot.x + half, top: spot.text ? spot.y - font : spot.y + font * 0.2, bottom: spot.y + (spot.count ? font * 1.7 : font * 0.4) }
}

const cross = (a: Frame, b: Frame): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
const isFree = (frame: Frame, taken: readonly Frame[]): boolean => !taken.some((other) => cross(frame, other))
const weight = (spot: Spot): number => RANK[spot.lamp] * 10_000 + (spot.mine ? 5_000 : 0) + Math.min(spot.count, 4_999)

/**
 * Those that are on the screen and do not cover each other: the most urgent first, then mine, then the fullest. An amber
 * or red place whose name finds no room keeps its lamp, for no state is told by colour alone.
 */
export function place(spots: readonly Spot[], font: number, size: Size, covered: readonly Frame[] = []): Spot[] {
  const taken = [...covered]
  const seen = spots.filter((s) => s.x > -font && s.y > -font && s.x < size.width + font && s.y < size.height + font)
  return seen
    .sort((a, b) => weight(b) - weight(a) || (a.code < b.code ? -1 : 1))
    .flatMap((spot) => {
      const bare = { ...spot, text: '' }
      const fits = [spot, ...(RANK[spot.lamp] > 1 ? [bare] : [])].find((one) => isFree(frameOf(one, font), taken))
      if (fits) taken.push(frameOf(fits, font))
      return fits ?? []
    })
}
