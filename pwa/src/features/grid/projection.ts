/** Rings of longitude, latitude pairs in WGS-84 degrees: [[lon, lat, lon, lat, ...], ...], the exterior first. */
export type Outline = readonly (readonly number[])[]

export interface Box {
  west: number
  south: number
  east: number
  north: number
}

/** The smallest box around the outlines; null when there is no point at all. */
export function boxOf(outlines: Iterable<Outline>): Box | null {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const outline of outlines)
    for (const ring of outline)
      for (let i = 0; i + 1 < ring.length; i += 2) {
        box.west = Math.min(box.west, ring[i]!)
        box.east = Math.max(box.east, ring[i]!)
        box.south = Math.min(box.south, ring[i + 1]!)
        box.north = Math.max(box.north, ring[i + 1]!)
      }
  return box.west <= box.east ? box : null
}

const METRES_PER_DEGREE = 111_320

/**
 * A flat sheet over a district: x runs east and y runs south, in metres from the north-west corner. Equirectangular at
 * the middle latitude: over a city's 40 km the error stays far below a pixel.
 */
export class Plane {
  private readonly perLon: number
  readonly width: number
  readonly height: number

  constructor(readonly box: Box) {
    this.perLon = METRES_PER_DEGREE * Math.cos((((box.south + box.north) / 2) * Math.PI) / 180)
    this.width = Math.max(1, (box.east - box.west) * this.perLon)
    this.height = Math.max(1, (box.north - box.south) * METRES_PER_DEGREE)
  }

  x = (lon: number): number => (lon - this.box.west) * this.perLon
  y = (lat: number): number => (this.box.north - lat) * METRES_PER_DEGREE
  lon = (x: number): number => this.box.west + x / this.perLon
  lat = (y: number): number => this.box.north - y / METRES_PER_DEGREE

  /** The `d` of an SVG path, in metres of the plane to a tenth. */
  path(outline: Outline): string {
    return outline.map((ring) => this.ring(ring)).join('')
  }

  private ring(ring: readonly number[]): string {
    const points: string[] = []
    for (let i = 0; i + 1 < ring.length; i += 2) points.push(`${this.x(ring[i]!).toFixed(1)} ${this.y(ring[i + 1]!).toFixed(1)}`)
    return points.length ? `M${points.join('L')}Z` : ''
  }
}

/** Whether the point lies inside, holes taken out (even-odd rule). */
export function contains(outline: Outline, lon: number, lat: number): boolean {
  let inside = false
  for (const ring of outline)
    for (let i = 0, j = ring.length - 2; i + 1 < ring.length; j = i, i += 2) {
      const [x1, y1, x2, y2] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!]
      if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside
    }
  return inside
}

const corner = (lon: number, lat: number): string => `${lon.toFixed(6)},${lat.toFixed(6)}`

/**
 * The edges between different groups, each once, as [lon, lat, lon, lat]: what remains of the cells' edges when those
 * that two cells of one group share are taken out. Right where neighbours share their corners.
 */
export function borders<C extends { outline: Outline }>(cells: readonly C[], groupOf: (cell: C) => string): number[][] {
  const open = new Map<string, { edge: number[]; group: string; inner: boolean }>()
  for (const cell of cells)
    for (const ring of cell.outline)
      for (let i = 0; i + 3 < ring.length; i += 2) {
        const [a, b] = [corner(ring[i]!, ring[i + 1]!), corner(ring[i + 2]!, ring[i + 3]!)]
        if (a === b) continue
        const key = a < b ? `${a} ${b}` : `${b} ${a}`
        const group = groupOf(cell)
        const known = open.get(key)
        if (!known) open.set(key, { edge: ring.slice(i, i + 4), group, inner: false })
        else known.inner ||= known.group === group
      }
  return [...open.values()].filter((one) => !one.inner).map((one) => one.edge)
}
