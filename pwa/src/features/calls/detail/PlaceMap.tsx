import { useEffect, useMemo, useState } from 'preact/hooks'
import { district, needCells } from '../../../offline/cells'
import { wide } from '../../../shell/wide'
import { IconButton } from '../../../ui/Button'
import { Sheet } from '../../../ui/Sheet'
import { t } from '../../../words'
import { CellsMap } from '../../grid/CellsMap'
import type { CallFull } from '../steps'

/** Where people report; before there is an order, where the matter is. */
function pointOf(call: CallFull): { lon: number; lat: number } | null {
  if (call.reportLon !== null && call.reportLat !== null) return { lon: call.reportLon, lat: call.reportLat }
  return call.lon !== null && call.lat !== null ? { lon: call.lon, lat: call.lat } : null
}

const COMMUNITY = 12

/** The cells of its community with the call's own; of the street, where no more is known. */
export function PlaceMap({ call }: { call: CallFull }) {
  useEffect(() => void needCells(), [])
  const cells = useMemo(() => {
    const around = call.code.slice(0, COMMUNITY)
    return district.value.cells.filter((cell) => cell.code.startsWith(around))
  }, [call.code, district.value])
  const pin = pointOf(call)
  if (!cells.length || (!pin && call.code.length < COMMUNITY)) return null
  return (
    <div class="mini-map">
      <CellsMap cells={cells} mine={[call.code]} pin={pin} label={t('detail.map')} plain />
    </div>
  )
}

/** A phone has the map one tap away; a desk shows it beside the rest. */
export function MapButton({ call }: { call: CallFull }) {
  const [open, setOpen] = useState(false)
  if (wide.value || (!pointOf(call) && call.code.length < COMMUNITY)) return null
  return (
    <>
      <IconButton icon="map" label={t('detail.map')} onClick={() => setOpen(true)} />
      <Sheet open={open} title={call.reportPlace || call.place} onClose={() => setOpen(false)}>
        <div class="sheet-map"><PlaceMap call={call} /></div>
      </Sheet>
    </>
  )
}
