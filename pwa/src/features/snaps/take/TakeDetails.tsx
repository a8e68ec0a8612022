import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { SnapCategory } from '../../../api/gql/graphql'
import { settings } from '../../../api/session'
import { district } from '../../../offline/cells'
import { here } from '../../../offline/position'
import { Page } from '../../../shell/Page'
import { Button, IconButton } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Tiles } from '../../../ui/Tiles'
import { t, type Key } from '../../../words'
import { explain } from '../../../words/problems'
import { CellsMap } from '../../grid/CellsMap'
import { reasonWords } from '../outbox/reason'
import { change, draft, preparing, submit, trouble, wordsAtMost } from './making'
import { Nearby } from './Nearby'
import { PlaceRow } from './PlaceRow'
import { readyCells, seek } from './position'
import { CATEGORIES, handlesHere, missing } from './said'
import { TakeBar } from './TakeBar'

interface Props {
  onBack: () => void
  onPlace: () => void
  /** it is in the outbox */
  onSent: (id: string) => void
}

/** Step 2: where, which kind, a few words; then send. */
export function TakeDetails({ onBack, onPlace, onSent }: Props) {
  const lacks = useSignal<Key | null>(null)
  const sending = useSignal(false)
  const { category } = draft.value!
  useEffect(() => {
    void readyCells()
    if (draft.peek()?.place.lon === undefined) void seek()
  }, [settings.value?.rootCode])

  const send = async (fixed: boolean) => {
    const lack = missing(draft.peek()!, preparing.peek())
    lacks.value = lack
    if (lack) return showWhere(lack, onPlace)
    sending.value = true
    try {
      onSent(await submit(fixed))
    } catch (error) {
      trouble.value = explain(error)
    } finally {
      sending.value = false
    }
  }
  const note = trouble.value ?? (lacks.value && t(lacks.value as 'take.sayWhere')) ?? (sending.value && preparing.value ? t('take.waitPhotos') : null)

  return (
    <Page
      title={t('take.title')}
      docked
      bar={<TakeBar icon="back" label={t('ui.back')} onBack={onBack} title={t('take.title')} step={2} />}
      dock={
        <Dock note={note && <span role="alert">{note}</span>}>
          {handlesHere(draft.value!.place) && <Button icon="check" busy={sending.value} onClick={() => void send(true)}>{t('take.fixed')}</Button>}
          <Button kind="primary" icon="send" busy={sending.value} onClick={() => void send(false)}>{t('take.send')}</Button>
        </Dock>
      }
    >
      <div class="take-two">
        <SmallMap />
        <div>
          <h1 class="vh" tabIndex={-1}>{t('take.here')}</h1>
          {draft.value!.reason && <p class="small danger take-hint" role="alert">{t('take.sentBack', { why: reasonWords(draft.value!.reason) })}</p>}
          <PlaceRow onPlace={onPlace} />
          <Nearby onBacked={onSent} />
          <h2 class="take-h2">{t('take.category')}</h2>
          <div class="take-kinds">
            <Tiles
              label={t('take.category')}
              value={category as SnapCategory | null}
              options={CATEGORIES.map(({ value, icon }) => ({ value, icon, label: t(`category.${value}`) }))}
              onChoose={(value) => { lacks.value = null; void change({ category: value }) }}
            />
          </div>
          <Words lacking={lacks.value === 'take.writeSomething'} onChange={() => (lacks.value = null)} />
        </div>
      </div>
    </Page>
  )
}

/** Brings what is missing into view and under the keyboard. */
function showWhere(lack: Key, onPlace: () => void): void {
  if (lack === 'take.sayWhere') return onPlace()
  const target = document.querySelector<HTMLElement>(lack === 'take.writeSomething' ? '.take-words textarea' : '.take-kinds [tabindex="0"]')
  target?.scrollIntoView({ block: 'center' })
  target?.focus()
}

function SmallMap() {
  const { place } = draft.value!
  const { cells } = district.value
  if (!cells.length) return null
  const pin = place.lon !== undefined && place.lat !== undefined ? { lon: place.lon, lat: place.lat } : null
  const mine = place.cellCode && !(place.distanceMetres && place.distanceMetres > 100) ? [place.cellCode] : []
  return (
    <div class="take-map">
      <CellsMap cells={cells} mine={mine} here={place.from === 'gps' ? null : here.value} pin={pin} focus={place.cellCode ?? null} />
      <IconButton icon="crosshair" label={t('take.useHere')} onClick={() => void seek(true)} />
    </div>
  )
}

const COUNT_FROM = 40

function Words({ lacking, onChange }: { lacking: boolean; onChange: () => void }) {
  const { words, photos } = draft.value!
  const label = t(photos.length || preparing.value ? 'take.words' : 'take.wordsNeeded')
  const left = wordsAtMost.value - words.length
  return (
    <div class="take-words">
      <textarea class={`in serif${lacking ? ' bad' : ''}`} rows={words ? 3 : 1} maxLength={wordsAtMost.value} value={words}
        aria-label={label} placeholder={label} aria-invalid={lacking || undefined}
        onInput={(event) => { onChange(); void change({ words: event.currentTarget.value }) }} />
      {left <= COUNT_FROM && <p class="cap dim" role="status">{t('take.wordsLeft', { n: left })}</p>}
    </div>
  )
}
