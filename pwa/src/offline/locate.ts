/** Finding the cell of a point on the phone, with the network gone. Degrees WGS-84, as the server keeps them. */

export interface Cell {
  code: string
  name: string
  communityCode: string
  communityName: string
  /** [[lon, lat, lon, lat, ...], ...], the outer ring first */
  outline: number[][]
  labelLon: number
  labelLat: number
}

export interface Found {
  cell: Cell
  inside: boolean
  /** 0 inside, else to the nearest edge */
  distanceMetres: number
}

const METRES_A_DEGREE = 111_320

function isInRing(ring: number[], lon: number, lat: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [x, y, px, py] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!]
    if (y > lat !== py > lat && lon < ((px - x) * (lat - y)) / (py - y) + x) inside = !inside
  }
  return inside
}

/** In the outer ring and in none of the holes. */
const isInside = (outline: number[][], lon: number, lat: number): boolean =>
  outline.length > 0 && outline.every((ring, index) => isInRing(ring, lon, lat) === (index === 0))

/** Metres from the point to the segment; flat is exact enough within a district. */
function toSegment(lon: number, lat: number, a: [number, number], b: [number, number]): number {
  const squeeze = Math.cos((lat * Math.PI) / 180)
  const [ax, ay] = [(a[0] - lon) * squeeze, a[1] - lat]
  const [dx, dy] = [(b[0] - a[0]) * squeeze, b[1] - a[1]]
  const length = dx * dx + dy * dy
  const share = length ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length)) : 0
  return Math.hypot(ax + share * dx, ay + share * dy) * METRES_A_DEGREE
}

function toRing(ring: number[], lon: number, lat: number): number {
  let least = Infinity
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
    least = Math.min(least, toSegment(lon, lat, [ring[j]!, ring[j + 1]!], [ring[i]!, ring[i + 1]!]))
  return least
}

/** The cell the point lies in, else the nearest one with its distance; undefined when no cells are known here. */
export function findCell(cells: readonly Cell[], lon: number, lat: number): Found | undefined {
  const around = cells.find((cell) => isInside(cell.outline, lon, lat))
  if (around) return { cell: around, inside: true, distanceMetres: 0 }
  let best: Found | undefined
  for (const cell of cells) {
    const distanceMetres = toRing(cell.outline[0] ?? [], lon, lat)
    if (!best || distanceMetres < best.distanceMetres) best = { cell, inside: false, distanceMetres }
  }
  return best
}
