import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { district } from '../../../offline/cells'
import { Page } from '../../../shell/Page'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Field } from '../../../ui/Field'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import { CellsMap } from '../../grid/CellsMap'
import { CellPicker } from './CellPicker'
import { changePlace, draft } from './making'
import { cellOf, here, placeAt, readyCells, seek, seeking } from './position'
import { isPlaced } from './said'
import { TakeBar } from './TakeBar'

const PLACE_AT_MOST = 100
type Way = 'map' | 'list'

/** Where is it? On the map under a cross, by name, or in words: one of them always works. */
export function TakePlace({ onDone }: { onDone: () => void }) {
  const { place } = draft.value!
  const { cells } = district.value
  const byName = place.cellCode !== undefined && place.lon === undefined
  const way = useSignal<Way>(byName ? 'list' : 'map')
  const lacking = useSignal(false)
  useEffect(() => void readyCells(), [])
  const done = () => {
    lacking.value = !isPlaced(draft.peek()!.place)
    if (!lacking.value) onDone()
  }
  return (
    <Page
      title={t('take.placeTitle')}
      docked
      bar={<TakeBar icon="back" label={t('ui.back')} onBack={onDone} title={t('take.placeTitle')} />}
      dock={
        <Dock note={lacking.value && <span role="alert">{t('take.placeMissing')}</span>}>
          <Button icon="crosshair" busy={seeking.value === 'yes'} onClick={() => { way.value = 'map'; void seek(true) }}>{t('take.useHere')}</Button>
          <Button kind="primary" onClick={done}>{t('take.thisPlace')}</Button>
        </Dock>
      }
    >
      <h1 class="take-ask">{t('take.placeAsk')}</h1>
      {cells.length === 0 ? <p class="dim">{t('take.noMap')}</p> : (
        <>
          <Tiles segments label={t('take.way')} value={way.value} onChoose={(next) => (way.value = next)}
            options={[{ value: 'map', label: t('take.way.map'), icon: 'crosshair' }, { value: 'list', label: t('take.way.list'), icon: 'list' }]} />
          {way.value === 'map' ? <Crosshair /> : <CellPicker />}
        </>
      )}
      {(seeking.value === 'denied' || seeking.value === 'failed') && (
        <p class="small dim take-hint" role="status">{t(seeking.value === 'denied' ? 'take.denied' : 'take.failed')}</p>
      )}
      <div class="take-placewords">
        <Field label={t(cells.length ? 'take.placeWords' : 'take.placeWordsAlone')} hint={t('take.placeWordsHint')} icon="pencil"
          value={place.words} maxLength={PLACE_AT_MOST} enterKeyHint="done" autoComplete="off"
          onValue={(words) => { lacking.value = false; void changePlace({ words }) }} />
      </div>
    </Page>
  )
}

/** The map moves under a fixed cross; the cell under it is said below. */
function Crosshair() {
  const { place } = draft.value!
  const { cells } = district.value
  const pin = place.lon !== undefined && place.lat !== undefined ? { lon: place.lon, lat: place.lat } : null
  const mine = place.cellCode ? [place.cellCode] : []
  const name = pin ? cellOf(pin.lon, pin.lat) : null
  return (
    <>
      <p class="small dim take-hint">{t('take.mapHint')}</p>
      <div class="take-map tall">
        <CellsMap cells={cells} mine={mine} here={here.value} pin={pin} focus={place.cellCode ?? null} label={t('take.mapLabel')}
          onPick={(lon, lat) => void placeAt(lon, lat, 'map')} />
      </div>
      {name?.cellName && <p class="small take-under">{t(name.distanceMetres ? 'take.outside' : 'take.under', { name: name.cellName, n: Math.round(name.distanceMetres ?? 0) })}</p>}
    </>
  )
}
