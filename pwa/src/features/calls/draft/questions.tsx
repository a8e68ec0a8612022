import type { ComponentType } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { SnapsForDraftDocument } from '../gql/graphql'
import type { SnapCategory, Urgency } from '../../../api/gql/graphql'
import { useShown } from '../../../api/shown'
import { snapHead } from '../../../api/snaps'
import { wide } from '../../../shell/wide'
import { Button } from '../../../ui/Button'
import { Area, Field } from '../../../ui/Field'
import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'
import { span } from '../../../words/time'
import { StepPhotos } from '../../snaps/detail/StepPhotos'
import { titleOf } from '../../snaps/list/title'
import { ItemPicker, type Picked } from '../item/ItemPicker'
import { limitOf } from '../order/times'
import { PlaceField } from '../place/PlaceField'
import { asksOf, type Question } from './form'
import { change, changePhotos, draft, known } from './saving'

interface AskedProps {
  lacking: { field: string; why: string } | null
  go: (question: Question) => void
}

const errorOf = ({ lacking }: AskedProps, field: string): string | undefined => (lacking?.field === field ? lacking.why : undefined)

/** The kind of the snaps behind it points at the likely items. */
function category(): SnapCategory | null {
  const found = draft.value!.form.snapIds.map((id) => snapHead(id)?.value.category).find((one) => one && one !== 'UNSURE')
  return found ?? null
}

function ItemAsked(props: AskedProps) {
  const { form, item } = draft.value!
  const picked: Picked | null = item && form.itemId === item.id ? { item, situationId: form.situationId } : null
  const pick = (next: Picked | null) => {
    if (!next) return change({ itemId: null, situationId: null }, null)
    const untouched = !form.asks.trim() || (item !== null && form.asks === asksOf(item))
    return change({ itemId: next.item.id, situationId: next.situationId, ...(untouched ? { asks: asksOf(next.item) } : {}) }, next.item)
  }
  return <div class="top"><ItemPicker label={t('draft.item')} picked={picked} category={category()} snapIds={form.snapIds} error={errorOf(props, 'itemId')} onPick={pick} /></div>
}

function MatterAsked(props: AskedProps) {
  const { id, form: { title, words, photos } } = draft.value!
  const urls = useMemo(() => Object.fromEntries((known.value.call?.photos ?? []).map((photo) => [photo.id, photo.thumbUrl])), [known.value.call])
  return (
    <div class="stack top">
      <div data-field="title"><Field label={t('draft.field.title')} hint={t('draft.titleHint')} value={title} maxLength={60} autoComplete="off" error={errorOf(props, 'title')} onValue={(value) => change({ title: value })} /></div>
      <div data-field="words"><Area label={t('draft.field.words')} hint={t('draft.wordsHint')} value={words} rows={4} maxLength={1000} error={errorOf(props, 'words')} onValue={(value) => change({ words: value })} /></div>
      <div data-field="photos" class="stack">
        <b>{t('draft.field.photos')}</b>
        <StepPhotos photos={photos} urls={urls} onPhotos={(next) => changePhotos(id, next)} />
        {errorOf(props, 'photos') && <p class="small danger" role="alert">{errorOf(props, 'photos')}</p>}
      </div>
    </div>
  )
}

function DoneAsked(props: AskedProps) {
  const { form: { doneAlready, asks }, item } = draft.value!
  return (
    <div class="stack top">
      <div data-field="doneAlready"><Area label={t('draft.field.doneAlready')} hint={item?.streetDuty ? t('draft.streetDuty', { duty: item.streetDuty }) : t('draft.doneHint')} value={doneAlready} maxLength={500} error={errorOf(props, 'doneAlready')} onValue={(value) => change({ doneAlready: value })} /></div>
      <div data-field="asks"><Area label={t('draft.field.asks')} hint={t(item ? 'draft.asksHint' : 'draft.asksFirst')} value={asks} rows={5} maxLength={500} error={errorOf(props, 'asks')} onValue={(value) => change({ asks: value })} /></div>
    </div>
  )
}

function PlaceAsked(props: AskedProps) {
  const { place, streetCode } = draft.value!.form
  const error = ['place', 'point', 'cellCode', 'streetCode'].map((field) => errorOf(props, field)).find(Boolean)
  return <div class="top"><PlaceField label={t('draft.field.place')} place={place} within={streetCode} open={!wide.value} error={error} onPlace={(patch) => change({ place: { ...draft.peek()!.form.place, ...patch } })} /></div>
}

const URGENCIES: readonly Urgency[] = ['NORMAL', 'URGENT', 'EMERGENCY']
const MINUTE = 60_000

/** What the item's limits mean: how soon the units answer and are there. */
function limitWords(urgency: Urgency): string {
  const { item } = draft.value!
  const [respond, attend] = [limitOf(item, urgency, 'RESPOND'), limitOf(item, urgency, 'ATTEND')]
  if (!respond || !attend) return t(`draft.urgency.${urgency}`)
  return t('draft.limits', { respond: span(respond.minutes * MINUTE), attend: span(attend.minutes * MINUTE) }) + (respond.assumed || attend.assumed ? t('dispatch.assumed') : '')
}

function UrgencyAsked() {
  const { urgency } = draft.value!.form
  return (
    <fieldset class="pick-list plain" data-field="urgency">
      <legend class="vh">{t('draft.ask.urgency')}</legend>
      {URGENCIES.map((one) => (
        // The label's text is the choice's name and meta, which the rule does not see.
        // oxlint-disable-next-line jsx-a11y/label-has-associated-control
        <label key={one} class={one === urgency ? 'row mid on' : 'row mid'} for={`urgency-${one}`}>
          <input id={`urgency-${one}`} type="radio" name="urgency" checked={one === urgency} onChange={() => change({ urgency: one })} />
          <span class="grow"><span class="t">{t(`urgency.${one}`)}</span><span class="m">{limitWords(one)}{one === 'EMERGENCY' && ` ${t('draft.emergency')}`}</span></span>
        </label>
      ))}
    </fieldset>
  )
}

const FEW = 5

function SourcesAsked(props: AskedProps) {
  const { snapIds, streetCode } = draft.value!.form
  const offered = useShown(SnapsForDraftDocument, {}, { staleBy: () => false }).data.value?.snaps.nodes ?? []
  const [all, setAll] = useState(false)
  // what has been raised to the street is what calls are made of
  const open = offered.filter((snap) => snap.code.startsWith(streetCode)).toSorted((a, b) => Number(b.status === 'AT_STREET') - Number(a.status === 'AT_STREET'))
  const others = open.map((snap) => snap.id).filter((id) => !snapIds.includes(id))
  const ids = [...snapIds, ...(all ? others : others.slice(0, FEW))]
  const toggle = (id: string) => change({ snapIds: snapIds.includes(id) ? snapIds.filter((one) => one !== id) : [...snapIds, id] })
  const error = errorOf(props, 'snapIds')
  return (
    <div class="top" data-field="snapIds">
      <p class="small dim">{t('draft.sourcesHint')}</p>
      {error && <p class="small danger" role="alert">{error}</p>}
      <ul class="rows snap-pick">
        {ids.map((id) => {
          const snap = snapHead(id)?.value
          const on = snapIds.includes(id)
          return (
            <li key={id}>
              <label class="row mid unit-row">
                <input class="vh" type="checkbox" checked={on} onChange={() => toggle(id)} />
                <span class={on ? 'check on' : 'check'}><Icon name="check" /></span>
                <span class="grow"><span class="t">{snap ? titleOf(snap) : t('draft.aSnap')}</span><span class="m">{snap && [snap.place || snap.cellName, t(`status.${snap.status}`)].filter(Boolean).join(' · ')}</span></span>
              </label>
            </li>
          )
        })}
      </ul>
      {!all && others.length > FEW && <Button kind="quiet" class="flush" onClick={() => setAll(true)}>{t('draft.moreSnaps')}</Button>}
      {!ids.length && <p class="small dim">{t('draft.noSources')}</p>}
    </div>
  )
}

/** All that was written, each a tap away. */
function CheckAsked({ go }: AskedProps) {
  const { form, item } = draft.value!
  const lines: [Question, string, string][] = [
    ['item', t('call.item'), item ? t('item.of', { number: item.number, name: item.name }) : ''],
    ['matter', t('draft.field.title'), form.title],
    ['matter', t('draft.field.words'), form.words],
    ['matter', t('draft.field.photos'), form.photos.length ? t('draft.count', { n: form.photos.length }) : t('draft.nonePhotos')],
    ['done', t('draft.field.doneAlready'), form.doneAlready || t('draft.nothing')],
    ['done', t('draft.field.asks'), form.asks],
    ['place', t('draft.field.place'), form.place.words || form.place.cellName || (form.place.lon === undefined ? t('draft.nothing') : t('take.byHand'))],
    ['urgency', t('draft.field.urgency'), t(`urgency.${form.urgency}`)],
    ['sources', t('draft.field.snapIds'), form.snapIds.length ? t('draft.count', { n: form.snapIds.length }) : t('draft.nothing')],
  ]
  return (
    <ul class="rows top">
      {lines.map(([question, name, value]) => (
        <li key={name}>
          <button type="button" class="row mid" onClick={() => go(question)}>
            <span class="grow"><span class="m">{name}</span><span class={value ? 'serif said' : 'danger'}>{value || t('draft.notYet')}</span></span>
            <Icon name="forward" small />
          </button>
        </li>
      ))}
    </ul>
  )
}

export const ASK: Readonly<Record<Question, ComponentType<AskedProps>>> = {
  item: ItemAsked, matter: MatterAsked, done: DoneAsked, place: PlaceAsked, urgency: UrgencyAsked, sources: SourcesAsked, check: CheckAsked,
}
