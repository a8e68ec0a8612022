import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { CallFiguresQuery } from '../gql/graphql'
import type { Lamp as LampName } from '../../../api/gql/graphql'
import { may, me } from '../../../api/session'
import { Bell } from '../../../shell/Bell'
import { useScroll } from '../../../shell/useScroll'
import { wide } from '../../../shell/wide'
import { Button } from '../../../ui/Button'
import { Empty } from '../../../ui/Empty'
import { Filters } from '../../../ui/Filters'
import { ListEnd } from '../../../ui/ListEnd'
import { Lamp } from '../../../ui/Lamp'
import { Rows } from '../../../ui/Row'
import { t } from '../../../words'
import { ago } from '../../../words/time'
import '../../snaps/list/list.css'
import { Live } from '../../snaps/list/Live'
import { Search } from '../../snaps/list/Search'
import '../calls.css'
import { CallRow } from './CallRow'
import { narrowing, pathOf, statesFor, STRETCHES, wantedOf, type State, type Wanted } from './filter'
import { FilterSheet } from './FilterSheet'
import { useCalls, useFigures, useQueue } from './useCalls'

type Figures = CallFiguresQuery['callCounts'] | undefined

/** The list last looked at: beside a call on a desk it stays as it was. */
const last: { wanted: Wanted | null; who: string } = { wanted: null, who: '' }

function useWanted(states: readonly State[]): Wanted {
  const { query, path } = useLocation()
  const who = me.value?.person.id ?? ''
  const kept = path !== '/calls' && last.who === who ? last.wanted : null
  const wanted = kept ?? wantedOf(query, states)
  Object.assign(last, { wanted, who })
  return wanted
}

/** The number beside a tab; what is over is not counted. */
function countOf(state: State, figures: Figures): number | undefined {
  if (!figures || state === 'over' || state === 'all') return undefined
  if (state === 'needs') return figures.needsMe
  return figures.byStatus.filter((one) => STRETCHES[state].includes(one.status)).reduce((sum, one) => sum + one.number, 0)
}

/** Search, tabs and rows: a screen on phones, the left pane on desks. */
export function CallsPane({ selected }: { selected?: string }) {
  const states = statesFor(may)
  const wanted = useWanted(states)
  const figures = useFigures().data.value?.callCounts
  const { route } = useLocation()
  const [filtering, setFiltering] = useState(false)
  const go = (next: Wanted) => route(pathOf(next), true)
  const n = narrowing(wanted)
  const box = useScroll(pathOf(wanted))
  return (
    <>
      <CallsHead figures={figures} wanted={wanted} go={go} />
      <div class="list-pane" ref={box}>
        <div class="list-head">
          <Search key={wanted.state} label={t('calls.search')} text={wanted.text} onText={(text) => go({ ...wanted, text })} focus={false} />
          <Button compact onClick={() => setFiltering(true)}>{n ? t('list.filterN', { n }) : t('list.filter')}</Button>
        </div>
        <Filters label={t('calls.states')} value={wanted.state}
          items={states.map((state) => ({ value: state, label: t(`calls.${state}`), count: countOf(state, figures) }))}
          onChoose={(state) => go({ ...wanted, state })} />
        {wanted.state === 'needs' ? <Mine wanted={wanted} selected={selected} go={go} /> : <All wanted={wanted} selected={selected} go={go} />}
        <FilterSheet open={filtering} wanted={wanted} onClose={() => setFiltering(false)} onWanted={go} />
        {wide.value && <p class="cap faint keys"><kbd>J</kbd> <kbd>K</kbd> {t('ui.move')}　<kbd>Enter</kbd> {t('ui.open')}</p>}
      </div>
    </>
  )
}

interface HeadProps {
  figures: Figures
  wanted: Wanted
  go: (wanted: Wanted) => void
}

/** Title, how fresh it is, and the two lamps that matter, each a filter of its own. */
function CallsHead({ figures, wanted, go }: HeadProps) {
  const lamp = (name: LampName, n: number | undefined) =>
    !n ? null : (
      <button type="button" class="lamp-n" aria-pressed={wanted.lamp === name}
        onClick={() => go({ ...wanted, state: 'all', lamp: wanted.lamp === name ? null : name })}>
        <Lamp lamp={name}>{t(`lamp.${name}`)} {n}</Lamp>
      </button>
    )
  return (
    <header class="head list-top calls-top">
      <div class="line">
        <h1 class="grow">{t('calls.title')}</h1>
        <Bell />
        {may('call:draft') && <Button compact icon="plus" href="/calls/new">{t('calls.draftNew')}</Button>}
      </div>
      <div class="wrap">
        <Live />
        {lamp('RED', figures?.red)}
        {lamp('AMBER', figures?.amber)}
      </div>
    </header>
  )
}

interface BodyProps {
  wanted: Wanted
  selected: string | undefined
  go: (wanted: Wanted) => void
}

/** What needs me: the whole queue, emergencies first. */
function Mine({ wanted, selected, go }: BodyProps) {
  const queue = useQueue(wanted)
  if (!queue.known) return queue.problem ? <Offline /> : <Waiting />
  return (
    <>
      {queue.fresh > 0 && <button type="button" class="fresh" onClick={queue.settle}>{t('ui.newRows', { n: queue.fresh })}</button>}
      {queue.problem && queue.at && <p class="note age">{t('ui.shownAt', { age: ago(queue.at) })}</p>}
      {queue.ids.length === 0 ? <Nothing wanted={wanted} go={go} /> : (
        <Rows label={t('calls.needs')}>
          {queue.ids.map((id) => <CallRow key={id} id={id} selected={id === selected} gone={queue.gone.has(id)} />)}
        </Rows>
      )}
    </>
  )
}

/** Everything, newest first. */
function All({ wanted, selected, go }: BodyProps) {
  const rows = useCalls(wanted)
  const listed = rows.listed.value
  if (!listed) return rows.problem.value ? <Offline /> : <Waiting />
  return (
    <>
      {listed.fresh.length > 0 && <button type="button" class="fresh" onClick={rows.showNew}>{t('ui.newRows', { n: listed.fresh.length })}</button>}
      {rows.problem.value && rows.at.value && <p class="note age">{t('ui.shownAt', { age: ago(rows.at.value) })}</p>}
      {listed.ids.length === 0 ? <Nothing wanted={wanted} go={go} /> : (
        <>
          <Rows label={t(`calls.${wanted.state}`)}>{listed.ids.map((id) => <CallRow key={id} id={id} selected={id === selected} />)}</Rows>
          <ListEnd rows={rows} more={listed.more} />
        </>
      )}
    </>
  )
}

function Nothing({ wanted, go }: { wanted: Wanted; go: (wanted: Wanted) => void }) {
  if (narrowing(wanted) || wanted.text)
    return (
      <Empty title={t('list.nothing')} action={{ label: t('list.showAll'), onClick: () => go({ state: wanted.state, urgency: null, lamp: null, text: '' }) }}>
        {t('list.nothingHint')}
      </Empty>
    )
  if (wanted.state === 'needs')
    return <Empty title={t('calls.noneMine')} action={{ label: t('calls.seeAll'), onClick: () => go({ ...wanted, state: 'all' }) }}>{t('calls.noneMineHint')}</Empty>
  return <Empty title={t('calls.none')}>{t('calls.noneHint')}</Empty>
}

const Offline = () => <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>

const Waiting = () => (
  <div class="list-waiting" aria-hidden="true">
    {[0, 1, 2, 3].map((n) => <div key={n} class="ghost" />)}
  </div>
)
