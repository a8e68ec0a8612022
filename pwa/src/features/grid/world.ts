import type { DivisionKind, Lamp } from '../../api/gql/graphql'
import { worse, type Level } from './labels'
import { borders, boxOf, contains, Plane, type Outline } from './projection'
import type { Area } from './view'

export interface MapCell {
  code: string
  name: string
  communityCode: string
  communityName: string
  /** null while nobody has drawn it: such a cell is in lists, not on the map */
  outline: Outline | null
  labelLon: number
  labelLat: number
}

export interface MapDivision {
  code: string
  name: string
  kind: DivisionKind
}

/** A snap on the map. `cellCode` spares looking for the cell. */
export interface MapMarker {
  id: string
  lon: number
  lat: number
  lamp: Lamp
  title: string
  cellCode?: string | null
}

/** A cell, a community or a street: where its name stands and what it fills, in metres of the plane. */
export interface Place {
  code: string
  name: string
  x: number
  y: number
  path: string
  area: Area
}

type DrawnCell = MapCell & { outline: Outline }

export interface World {
  plane: Plane
  cells: readonly DrawnCell[]
  places: Record<Level, Place[]>
  /** about how wide the places of each level are, metres; 0 where the level is not known */
  sides: Record<Level, number>
  /** `d` of the lines between communities and between streets */
  lines: Record<'community' | 'street', string>
  /** code of the place of each level that holds a cell */
  holder: Record<Level, Map<string, string>>
}

export interface Tally {
  /** what the map writes: how many, or how many of them show the worst lamp ("2/5") */
  digits: string
  /** 0 where nothing is open */
  count: number
  /** the worst of them */
  lamp: Lamp
}

const KNOWN_ENDS = /(街道办事处|街道|社区居委会|社区|\s*网格)$/

/** Short names for the map: 智远 for 智远街道, 008 for what the community's name already says. */
export const shortName = (name: string): string => name.replace(KNOWN_ENDS, '') || name

function cellPlace(cell: DrawnCell, plane: Plane): Place {
  const name = cell.name.startsWith(cell.communityName) ? cell.name.slice(cell.communityName.length).trim() : cell.name
  const box = boxOf([cell.outline]) ?? plane.box
  const area = {
    x: plane.x(box.west),
    y: plane.y(box.north),
    width: plane.x(box.east) - plane.x(box.west),
    height: plane.y(box.south) - plane.y(box.north),
  }
  return { code: cell.code, name: shortName(name) || cell.name, x: plane.x(cell.labelLon), y: plane.y(cell.labelLat), path: plane.path(cell.outline), area }
}

function around(areas: readonly Area[]): Area {
  const x = Math.min(...areas.map((a) => a.x))
  const y = Math.min(...areas.map((a) => a.y))
  return {
    x,
    y,
    width: Math.max(...areas.map((a) => a.x + a.width)) - x,
    height: Math.max(...areas.map((a) => a.y + a.height)) - y,
  }
}

function grouped(cells: readonly Place[], holder: ReadonlyMap<string, string>, names: ReadonlyMap<string, string>): Place[] {
  const members = new Map<string, Place[]>()
  for (const cell of cells) {
    const code = holder.get(cell.code)
    if (code !== undefined) members.set(code, [...(members.get(code) ?? []), cell])
  }
  return [...members].map(([code, inside]) => ({
    code,
    name: shortName(names.get(code) ?? code),
    x: inside.reduce((sum, one) => sum + one.x, 0) / inside.length,
    y: inside.reduce((sum, one) => sum + one.y, 0) / inside.length,
    path: inside.map((one) => one.path).join(''),
    area: around(inside.map((one) => one.area)),
  }))
}

const side = (cells: readonly Place[], n: number): number =>
  n ? Math.sqrt((0.7 * cells.reduce((sum, one) => sum + one.area.width * one.area.height, 0)) / n) : 0

const lineOf = (plane: Plane, edges: number[][]): string =>
  edges.map(([a, b, c, d]) => `M${plane.x(a!).toFixed(1)} ${plane.y(b!).toFixed(1)}L${plane.x(c!).toFixed(1)} ${plane.y(d!).toFixed(1)}`).join('')

/** Everything about the map that does not change while it is moved. Null without cells. */
export function worldOf(all: readonly MapCell[], divisions: readonly MapDivision[] = []): World | null {
  const cells = all.filter((cell): cell is DrawnCell => cell.outline !== null)
  const box = boxOf(cells.map((cell) => cell.outline))
  if (!box) return null
  const plane = new Plane(box)
  const streets = divisions.filter((one) => one.kind === 'STREET')
  const streetOf = (cell: MapCell) => streets.find((street) => cell.code.startsWith(street.code))?.code
  const holder: World['holder'] = {
    cell: new Map(cells.map((cell) => [cell.code, cell.code])),
    community: new Map(cells.map((cell) => [cell.code, cell.communityCode])),
    street: new Map(cells.flatMap((cell) => (streetOf(cell) ? [[cell.code, streetOf(cell)!] as const] : []))),
  }
  const places = cells.map((cell) => cellPlace(cell, plane))
  const community = grouped(places, holder.community, new Map(cells.map((cell) => [cell.communityCode, cell.communityName])))
  const street = grouped(places, holder.street, new Map(streets.map((one) => [one.code, one.name])))
  const edges = (level: 'community' | 'street') => borders(cells, (cell) => holder[level].get(cell.code) ?? '')
  return {
    plane,
    cells,
    places: { cell: places, community, street },
    sides: { cell: side(places, places.length), community: side(places, community.length), street: side(places, street.length) },
    lines: { community: lineOf(plane, edges('community')), street: street.length ? lineOf(plane, edges('street')) : '' },
    holder,
  }
}

/** The cell that holds the point. */
export const cellAt = (world: World, lon: number, lat: number): MapCell | undefined =>
  world.cells.find((cell) => contains(cell.outline, lon, lat))

/** How many markers each place of the level holds, and how many of them have the worst lamp. */
export function tallies(world: World, markers: readonly MapMarker[], level: Level): Map<string, Tally> {
  const lamps = new Map<string, Lamp[]>()
  for (const marker of markers) {
    const cell = marker.cellCode ?? cellAt(world, marker.lon, marker.lat)?.code
    const code = cell === undefined ? undefined : world.holder[level].get(cell)
    if (code !== undefined) lamps.set(code, [...(lamps.get(code) ?? []), marker.lamp])
  }
  return new Map([...lamps].map(([code, of]) => [code, tally(of)]))
}

function tally(lamps: readonly Lamp[]): Tally {
  const lamp = lamps.reduce(worse)
  const alike = lamps.filter((one) => one === lamp).length
  return { lamp, count: lamps.length, digits: alike < lamps.length ? `${alike}/${lamps.length}` : String(alike) }
}
