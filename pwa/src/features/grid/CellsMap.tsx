import { useComputed, useSignal, useSignalEffect } from '@preact/signals'
import { useEffect, useId, useMemo, useRef } from 'preact/hooks'
import { t } from '../../words'
import { handle } from './gestures'
import { Ground } from './Ground'
import './map.css'
import { MapButtons } from './MapButtons'
import { levelOf, Names } from './Names'
import { Stage } from './stage'
import { cellAt, worldOf, type MapCell, type MapDivision, type MapMarker, type World } from './world'

export interface Point {
  lon: number
  lat: number
}

export interface CellsMapProps {
  cells: readonly MapCell[]
  /** streets give the far view its names and lines */
  divisions?: readonly MapDivision[]
  /** codes that lie under one of these are drawn as mine */
  mine?: readonly string[]
  /** where the person stands, WGS-84 */
  here?: (Point & { accuracyMetres?: number }) | null
  /** the place that was chosen, WGS-84 */
  pin?: Point | null
  markers?: readonly MapMarker[]
  /** the cell that is open beside the map */
  selected?: string | null
  /** a code: the map begins with what lies under it */
  focus?: string | null
  /** crosshair: called with the middle of the map whenever it has come to rest by hand */
  onPick?: (lon: number, lat: number) => void
  onCell?: (code: string) => void
  onMarker?: (id: string) => void
  /** a small picture beside other things: no buttons, and the page scrolls over it */
  plain?: boolean
  /** what a screen reader calls the map */
  label?: string
}

/** Near enough to place a pin on a doorstep, pixels a metre. */
const PIN_CLOSE = 0.4

/** The map of the cells, drawn from their polygons: no tiles, works with the network gone. */
export function CellsMap(props: CellsMapProps) {
  const world = useMemo(() => worldOf(props.cells, props.divisions), [props.cells, props.divisions])
  return world ? <Drawn {...props} world={world} key={JSON.stringify(world.plane.box)} /> : <div class="cm cm-none">{t('map.none')}</div>
}

function Drawn(props: CellsMapProps & { world: World }) {
  const { world, onPick } = props
  const host = useRef<HTMLDivElement>(null)
  const ground = useRef<SVGGElement>(null)
  const names = useRef<SVGSVGElement>(null)
  const stage = useMemo(() => new Stage(world.plane), [])
  const said = useSignal('')
  const level = useComputed(() => levelOf(stage.rest.value, world, host.current))
  const keys = useId()
  const latest = useRef(props)
  latest.current = props

  useEffect(() => {
    const stops = [
      stage.attach(host.current!, ground.current!, names.current!),
      handle(host.current!, stage, (on, x, y) => tapped(latest.current, stage, on, x, y)),
    ]
    return () => stops.forEach((stop) => stop())
  }, [stage])

  useBeginning(props, stage)

  useSignalEffect(() => {
    const rest = stage.rest.value
    const middle = stage.middle()
    if (!rest || !middle || !rest.byHand) return
    const [lon, lat] = [world.plane.lon(middle.x), world.plane.lat(middle.y)]
    said.value = cellAt(world, lon, lat)?.name ?? t('map.outside')
    latest.current.onPick?.(lon, lat)
  })

  return (
    <div class="cm">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a map is moved by its own keys */}
      <div class="cm-host" ref={host} role="application" tabIndex={0} aria-label={props.label ?? t('map.label')} aria-describedby={keys}>
        <svg aria-hidden="true" class="cm-svg" data-level={level}>
          <g ref={ground}>
            <Ground {...props} />
          </g>
        </svg>
        <svg aria-hidden="true" class="cm-svg cm-names" ref={names}>
          <Names {...props} stage={stage} host={host} />
        </svg>
        <span class={onPick ? 'cm-cross' : 'cm-cross cm-keys-only'} aria-hidden="true" />
      </div>
      <p class="vh" id={keys}>
        {t('map.keys')}
      </p>
      <p class="vh" aria-live="polite">
        {said}
      </p>
      {!props.plain && <MapButtons stage={stage} world={world} here={props.here} />}
    </div>
  )
}

/** Where the map begins: at the pin, else at what is in focus, else with everything. */
function useBeginning({ world, pin, focus, onPick }: CellsMapProps & { world: World }, stage: Stage): void {
  const point = pin ? `${pin.lon} ${pin.lat}` : ''
  useEffect(() => {
    if (!pin) return
    const middle = stage.middle()
    const [x, y] = [world.plane.x(pin.lon), world.plane.y(pin.lat)]
    const isHere = middle !== null && Math.hypot(middle.x - x, middle.y - y) < 1
    if (!isHere) stage.centre(x, y, PIN_CLOSE)
  }, [point, Boolean(onPick)])

  useEffect(() => {
    const inside = focus ? world.places.cell.filter((cell) => cell.code.startsWith(focus)).map((cell) => cell.area) : []
    if (!inside.length || pin) return
    const x = Math.min(...inside.map((one) => one.x))
    const y = Math.min(...inside.map((one) => one.y))
    const width = Math.max(...inside.map((one) => one.x + one.width)) - x
    const height = Math.max(...inside.map((one) => one.y + one.height)) - y
    stage.show({ x, y, width, height })
  }, [focus])
}

/** A tap on a marker opens it; far away it comes closer; near, it opens the cell; with the cross it moves the middle. */
function tapped(props: CellsMapProps & { world: World }, stage: Stage, on: Element, x: number, y: number): void {
  const { width, height } = stage.rest.peek()?.size ?? { width: 0, height: 0 }
  if (props.onPick) return stage.panTo(width / 2 - x, height / 2 - y)
  const marker = on.closest('[data-marker]')?.getAttribute('data-marker')
  if (marker && props.onMarker) return props.onMarker(marker)
  const cell = on.closest('[data-cell]')?.getAttribute('data-cell')
  if (!cell) return undefined
  const level = levelOf(stage.rest.peek(), props.world, on.closest('.cm-host'))
  if (level === 'cell') return props.onCell?.(cell)
  const group = props.world.holder[level].get(cell)
  const area = props.world.places[level].find((one) => one.code === group)?.area
  return area && stage.approach(area, x, y)
}
