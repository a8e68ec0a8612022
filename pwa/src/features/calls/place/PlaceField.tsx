import { useEffect, useState } from 'preact/hooks'
import { cellOf, district, needCells } from '../../../offline/cells'
import type { DraftPlace } from '../../../offline/draft'
import { findHere, seeking } from '../../../offline/position'
import { Button } from '../../../ui/Button'
import { Field } from '../../../ui/Field'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import { CellPicker } from '../../grid/CellPicker'
import { Crosshair } from '../../grid/Crosshair'
import '../../snaps/take/take.css'

const PLACE_AT_MOST = 100

interface Props {
  label: string
  place: DraftPlace
  /** a code that the place must lie under */
  within?: string
  /** the map stands open from the beginning: the place is the question */
  open?: boolean
  error?: string | undefined
  onPlace: (patch: Partial<DraftPlace>) => void
}

/** Where: words for those who walk there, and a point under the cross or a cell by its name. */
export function PlaceField({ label, place, within, open, error, onPlace }: Props) {
  const [way, setWay] = useState<'map' | 'list' | null>(open ? 'map' : null)
  useEffect(() => void needCells(), [])
  const put = (lon: number, lat: number, from: 'gps' | 'map', accuracyMetres?: number) => onPlace({ lon, lat, from, accuracyMetres, ...cellOf(lon, lat) })
  const useHere = async () => {
    setWay('map')
    const at = await findHere()
    if (at) put(at.lon, at.lat, 'gps', at.accuracyMetres)
  }
  const known = district.value.cells.length > 0
  return (
    <div class="stack place-field" data-field="place">
      <Field label={label} icon="pin" value={place.words} maxLength={PLACE_AT_MOST} autoComplete="off" error={error} onValue={(words) => onPlace({ words })} />
      <div class="wrap">
        {known && way === null && <Button compact icon="map" onClick={() => setWay('map')}>{t(place.lon === undefined ? 'place.onMap' : 'place.moveOnMap')}</Button>}
        <Button compact icon="crosshair" busy={seeking.value === 'yes'} onClick={() => void useHere()}>{t('take.useHere')}</Button>
      </div>
      {(seeking.value === 'denied' || seeking.value === 'failed') && <p class="small dim" role="status">{t(seeking.value === 'denied' ? 'take.denied' : 'take.failed')}</p>}
      {known && way !== null && (
        <>
          <Tiles segments label={t('take.way')} value={way} onChoose={setWay}
            options={[{ value: 'map', label: t('take.way.map'), icon: 'crosshair' }, { value: 'list', label: t('take.way.list'), icon: 'list' }]} />
          {way === 'map'
            ? <Crosshair place={{ ...place, cellCode: place.cellCode ?? within }} onPoint={(lon, lat) => put(lon, lat, 'map')} />
            : <CellPicker chosen={place.cellCode ?? ''} {...(within ? { within } : {})}
                onCell={(cell) => onPlace({ lon: undefined, lat: undefined, from: undefined, cellCode: cell.code, cellName: `${cell.communityName} ${cell.name}` })} />}
        </>
      )}
    </div>
  )
}
