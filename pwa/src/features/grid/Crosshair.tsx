import { cellOf, district } from '../../offline/cells'
import type { DraftPlace } from '../../offline/draft'
import { here } from '../../offline/position'
import { t } from '../../words'
import { CellsMap } from './CellsMap'

interface Props {
  place: Pick<DraftPlace, 'lon' | 'lat' | 'cellCode'>
  /** the map has come to rest by hand */
  onPoint: (lon: number, lat: number) => void
}

/** The map moves under a fixed cross; the cell under it is said below. */
export function Crosshair({ place, onPoint }: Props) {
  const pin = place.lon !== undefined && place.lat !== undefined ? { lon: place.lon, lat: place.lat } : null
  const name = pin ? cellOf(pin.lon, pin.lat) : null
  return (
    <>
      <p class="small dim take-hint">{t('take.mapHint')}</p>
      <div class="take-map tall">
        <CellsMap cells={district.value.cells} mine={place.cellCode ? [place.cellCode] : []} here={here.value} pin={pin} focus={place.cellCode ?? null}
          label={t('take.mapLabel')} onPick={onPoint} />
      </div>
      {name?.cellName && <p class="small take-under">{t(name.distanceMetres ? 'take.outside' : 'take.under', { name: name.cellName, n: Math.round(name.distanceMetres ?? 0) })}</p>}
    </>
  )
}
