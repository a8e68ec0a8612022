import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { district, type PhoneCell } from '../../../offline/cells'
import { seeking } from '../../../offline/position'
import { Page } from '../../../shell/Page'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Field } from '../../../ui/Field'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import { CellPicker } from '../../grid/CellPicker'
import { Crosshair } from '../../grid/Crosshair'
import { changePlace, draft } from './making'
import { placeAt, readyCells, seek } from './position'
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
          {way.value === 'map'
            ? <Crosshair place={place} onPoint={(lon, lat) => void placeAt(lon, lat, 'map')} />
            : <CellPicker chosen={place.cellCode ?? ''} onCell={(cell) => void placeInCell(cell)} />}
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

/** A cell chosen by name has no point: the one before would say another place. */
const placeInCell = (cell: PhoneCell): Promise<void> =>
  changePlace({ lon: undefined, lat: undefined, from: undefined, accuracyMetres: undefined, distanceMetres: undefined, cellCode: cell.code, cellName: `${cell.communityName} ${cell.name}` })
