import type { RefObject } from 'preact'
import type { Lamp } from '../../api/gql/graphql'
import type { Point } from './CellsMap'
import { levelFor, place, type Level, type Spot } from './labels'
import type { Rest, Stage } from './stage'
import { cellAt, tallies, type MapMarker, type Tally, type World } from './world'

/** Lamps as in every list: shape and colour, drawn in a box of 16. */
const SHAPES: Record<Lamp, preact.ComponentChild> = {
  GREEN: [<circle class="L-g" cx="8" cy="8" r="7" />, <path class="L-k" d="M5 8.2l2.2 2.2L11.2 6" />],
  AMBER: [<path class="L-a" d="M8 1.2 15.3 14.3H.7z" />, <path class="L-k" d="M8 6v3.6M8 12.2v.01" />],
  RED: [<rect class="L-r" x="1.2" y="1.2" width="13.6" height="13.6" rx="2" />, <path class="L-k" d="M4.8 8h6.4" />],
  IDLE: <circle class="L-n" cx="8" cy="8" r="6" />,
}

/** Type size of the map's names, CSS pixels: grows with elder mode and the browser's own setting. */
export const fontOf = (host: Element | null): number => (host ? Number.parseFloat(getComputedStyle(host).fontSize) || 13 : 13)

/** Which names the view shows. */
export function levelOf(rest: Rest | null, world: World, host: Element | null): Level {
  const k = rest?.view.k ?? 0
  const { cell, community, street } = world.sides
  return levelFor({ cell: cell * k, community: community * k, street: street * k }, fontOf(host))
}

/** Close enough that each snap stands for itself, in widths of its cell. */
const APART = 15

export interface NamesProps {
  world: World
  stage: Stage
  host: RefObject<HTMLElement | null>
  markers?: readonly MapMarker[]
  mine?: readonly string[]
  here?: Point | null
  pin?: Point | null
  onPick?: unknown
}

/** What keeps its size on the screen: names with their lamps, snaps, position and pin. Laid out when the map rests. */
export function Names({ world, stage, host, markers = [], mine = [], here, pin, onPick }: NamesProps) {
  const rest = stage.rest.value
  if (!rest) return null
  const { view, size } = rest
  const font = fontOf(host.current)
  const level = levelOf(rest, world, host.current)
  const apart = level === 'cell' && world.sides.cell * view.k > font * APART
  const found = tallies(world, markers, level)
  const at = (point: Point) => ({ x: world.plane.x(point.lon) * view.k + view.x, y: world.plane.y(point.lat) * view.k + view.y })
  const middle = stage.middle()!
  const inMiddle = cellAt(world, world.plane.lon(middle.x), world.plane.lat(middle.y))?.code
  const spots = world.places[level].map(
    (one): Spot => ({
      code: one.code,
      text: one.name,
      ...(one.code === inMiddle ? within(one, rest) : { x: one.x * view.k + view.x, y: one.y * view.k + view.y }),
      mine: mine.some((prefix) => one.code.startsWith(prefix)),
      ...(apart ? NOTHING : (found.get(one.code) ?? NOTHING)),
    }),
  )
  const taken = pin ? [pinFrame(at(pin))] : []
  return (
    <>
      {place(spots, font, size, taken).map((spot) => (
        <Name key={spot.code} spot={spot} font={font} />
      ))}
      {apart && markers.map((one) => <Snap key={one.id} id={one.id} lamp={one.lamp} {...at(one)} size={font * 1.4} />)}
      {here && <circle class="cm-here" cx={at(here).x} cy={at(here).y} r={font * 0.6} />}
      {pin && !onPick && <Pin {...at(pin)} />}
    </>
  )
}

/** The cell one stands in keeps its name on the screen, even when its middle is outside. */
function within(one: { x: number; y: number }, { view, size }: Rest): { x: number; y: number } {
  const [x, y] = [one.x * view.k + view.x, one.y * view.k + view.y]
  const onScreen = x > 0 && y > 0 && x < size.width && y < size.height
  return onScreen ? { x, y } : { x: size.width / 2, y: size.height / 4 }
}

/** No name lies under the pin. */
const pinFrame = ({ x, y }: { x: number; y: number }) => ({ left: x - 16, right: x + 16, top: y - 40, bottom: y + 4 })

const NOTHING: Tally = { count: 0, digits: '', lamp: 'IDLE' }

function Name({ spot, font }: { spot: Spot; font: number }) {
  const size = font * 1.1
  const left = -(size + spot.digits.length * font * 0.6 + 5) / 2
  return (
    <g transform={`translate(${spot.x.toFixed(1)} ${spot.y.toFixed(1)})`} class={spot.mine ? 'cm-name mine' : 'cm-name'}>
      <text y={spot.count ? -font * 0.1 : font * 0.36}>{spot.text}</text>
      {spot.count > 0 && (
        <g transform={`translate(${left.toFixed(1)} ${(font * 0.35).toFixed(1)})`}>
          <g transform={`scale(${size / 16})`}>{SHAPES[spot.lamp]}</g>
          <text class="cm-count" x={size + 4} y={font * 0.92}>
            {spot.digits}
          </text>
        </g>
      )}
    </g>
  )
}

function Snap({ id, lamp, x, y, size }: { id: string; lamp: Lamp; x: number; y: number; size: number }) {
  return (
    <g class="cm-snap" data-marker={id} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      <circle class="cm-touch" r="22" />
      <circle class="cm-disc" r={size * 0.8} />
      <g transform={`translate(${-size / 2} ${-size / 2}) scale(${size / 16})`}>{SHAPES[lamp]}</g>
    </g>
  )
}

const Pin = ({ x, y }: { x: number; y: number }) => (
  <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`} class="cm-pin">
    <path d="M0 0C-4-8-14-14-14-24a14 14 0 1 1 28 0C14-14 4-8 0 0z" />
    <circle cy="-24" r="5.5" />
  </g>
)
