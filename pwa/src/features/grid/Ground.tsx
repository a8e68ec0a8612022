import { useMemo } from 'preact/hooks'
import type { Lamp } from '../../api/gql/graphql'
import type { Point } from './CellsMap'
import { tallies, type MapMarker, type World } from './world'

const NONE: readonly MapMarker[] = []
const lampClass = (lamp: Lamp | undefined): string => (lamp === 'RED' ? ' r' : lamp === 'AMBER' ? ' a' : '')

export interface GroundProps {
  world: World
  markers?: readonly MapMarker[]
  mine?: readonly string[]
  selected?: string | null
  here?: (Point & { accuracyMetres?: number }) | null
}

/** What lies in metres on the plane: fills and lines. Each is one path, and a change of view touches none of them. */
export function Ground({ world, markers = NONE, mine, selected, here }: GroundProps) {
  const cells = useMemo(() => <Cells world={world} markers={markers} mine={mine} selected={selected} />, [world, markers, mine, selected])
  const fills = useMemo(() => <Fills world={world} markers={markers} />, [world, markers])
  return (
    <>
      {fills}
      {cells}
      <path class="cm-line community" d={world.lines.community} />
      <path class="cm-line street" d={world.lines.street} />
      {here && (
        <circle
          class="cm-accuracy"
          cx={world.plane.x(here.lon)}
          cy={world.plane.y(here.lat)}
          r={Math.min(here.accuracyMetres ?? 0, 2_000)}
        />
      )}
    </>
  )
}

/** From afar a whole street or community takes the colour of its worst lamp; its name carries the lamp itself. */
function Fills({ world, markers }: { world: World; markers: readonly MapMarker[] }) {
  return (
    <>
      {(['street', 'community'] as const).map((level) => {
        const found = tallies(world, markers, level)
        return (
          <g key={level} class={`cm-fills ${level}`}>
            {world.places[level].map((one) => (
              <path key={one.code} class={`cm-fill${lampClass(found.get(one.code)?.lamp)}`} d={one.path} />
            ))}
          </g>
        )
      })}
    </>
  )
}

function Cells({ world, markers, mine = [], selected }: GroundProps & { markers: readonly MapMarker[] }) {
  const found = tallies(world, markers, 'cell')
  const isMine = (code: string) => mine.some((prefix) => code.startsWith(prefix))
  const classOf = (code: string) =>
    `cm-cell${lampClass(found.get(code)?.lamp)}${isMine(code) ? ' mine' : ''}${selected === code ? ' on' : ''}`
  // What has a strong edge is drawn last, or its neighbours would cover half of it.
  const order = (code: string) => (selected === code ? 2 : isMine(code) ? 1 : 0)
  const places = [...world.places.cell].sort((a, b) => order(a.code) - order(b.code))
  return (
    <g class="cm-cells">
      {places.map((one) => (
        <path key={one.code} data-cell={one.code} class={classOf(one.code)} d={one.path} />
      ))}
    </g>
  )
}
