import { AreaMap, Legend } from './AreaMap'
import { useMap } from './useMap'

/** What stands beside a desk's list until something is chosen: where things are. */
export default function MapPane({ hrefOf }: { hrefOf: (id: string) => string }) {
  const on = useMap()
  return <div class="map-pane"><AreaMap on={on} hrefOf={hrefOf} /><Legend /></div>
}
