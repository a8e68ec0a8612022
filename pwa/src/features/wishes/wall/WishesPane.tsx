import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { may, me, signedIn } from '../../../api/session'
import { findHere, here, seeking } from '../../../offline/position'
import { useScroll } from '../../../shell/useScroll'
import { wide } from '../../../shell/wide'
import { Button } from '../../../ui/Button'
import { Empty } from '../../../ui/Empty'
import { Filters } from '../../../ui/Filters'
import { ListEnd } from '../../../ui/ListEnd'
import { Rows } from '../../../ui/Row'
import { t } from '../../../words'
import { ago } from '../../../words/time'
import '../../snaps/list/list.css'
import { Search } from '../../snaps/list/Search'
import type { WishFiguresQuery } from '../gql/graphql'
import '../wishes.css'
import { FilterSheet } from './FilterSheet'
import { narrowing, pathOf, tabsFor, wantedOf, type Tab, type Wanted } from './filter'
import { useFigures, usePlaces, useWishes } from './useWishes'
import { WallHead } from './WallHead'
import { WishRow } from './WishRow'

type Figures = WishFiguresQuery['wishCounts'] | undefined

/** The list last looked at: beside a wish on a desk it stays as it was. */
const last: { wanted: Wanted | null; who: string } = { wanted: null, who: '' }

function useWanted(tabs: readonly Tab[]): Wanted {
  const { query, path } = useLocation()
  const who = me.value?.person.id ?? ''
  const kept = path !== '/wishes' && last.who === who ? last.wanted : null
  const wanted = kept ?? wantedOf(query, tabs)
  Object.assign(last, { wanted, who })
  return wanted
}

const COUNTS: Record<Tab, (figures: NonNullable<Figures>) => number> = {
  open: (figures) => figures.open,
  'under-way': (figures) => figures.underWay,
  done: (figures) => figures.fulfilled,
  review: (figures) => figures.toReview,
  mine: (figures) => figures.mine,
  claims: (figures) => figures.claimedByMe,
}

/** The wall of wishes: a screen on phones, the left pane on desks. */
export function WishesPane({ selected }: { selected?: string }) {
  const tabs = tabsFor(signedIn.value, may('wish:review'))
  const wanted = useWanted(tabs)
  const figures = useFigures(wanted.within).data.value?.wishCounts
  const { route } = useLocation()
  const [filtering, setFiltering] = useState(false)
  const [searching, setSearching] = useState(wanted.text !== '')
  const go = (next: Wanted) => {
    if (next.order === 'nearest' && !here.peek()) void findHere()
    route(pathOf(next), true)
  }
  const n = narrowing(wanted)
  const box = useScroll(pathOf(wanted))
  const shows = searching || wide.value
  return (
    <>
      <WallHead figures={figures} within={wanted.within} searching={shows} onSearch={() => setSearching(true)} />
      <div class="list-pane wishes-list" ref={box}>
        {shows && <div class="list-head"><Search key={wanted.tab} label={t('wishes.search')} text={wanted.text} onText={(text) => go({ ...wanted, text })} focus={searching && !wanted.text} /></div>}
        <Filters label={t('wishes.tabs')} value={wanted.tab} onChoose={(tab) => go({ ...wanted, tab, order: 'newest' })}
          items={tabs.map((tab) => Object.assign({ value: tab, label: t(`wishes.tab.${tab}`) }, figures && { count: COUNTS[tab](figures) }))} />
        <div class="line wish-narrow">
          <Narrowed wanted={wanted} />
          <Button kind="quiet" compact onClick={() => setFiltering(true)}>{n ? t('list.filterN', { n }) : t('wishes.filter')}</Button>
        </div>
        <Body wanted={wanted} selected={selected} go={go} />
        <FilterSheet open={filtering} wanted={wanted} onClose={() => setFiltering(false)} onWanted={go} />
      </div>
    </>
  )
}

/** By what the list is narrowed and ordered, in words. */
function Narrowed({ wanted: { within, kind, order } }: { wanted: Wanted }) {
  const { nameOf } = usePlaces()
  const nearUnknown = order === 'nearest' && !here.value && seeking.value !== 'yes'
  const said = [within && nameOf(within), kind && t(`wishKind.${kind}`), nearUnknown ? t('wishes.nearUnknown') : t(`wishOrder.${order}`)]
  return <p class="cap faint grow">{said.filter(Boolean).join(' · ')}</p>
}

interface BodyProps {
  wanted: Wanted
  selected: string | undefined
  go: (wanted: Wanted) => void
}

function Body({ wanted, selected, go }: BodyProps) {
  const rows = useWishes(wanted)
  const listed = rows.listed.value
  if (!listed) return rows.problem.value ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : <Waiting />
  return (
    <>
      {listed.fresh.length > 0 && <button type="button" class="fresh" onClick={rows.showNew}>{t('wishes.fresh', { n: listed.fresh.length })}</button>}
      {rows.problem.value && rows.at.value && <p class="note age">{t('ui.shownAt', { age: ago(rows.at.value) })}</p>}
      {listed.ids.length === 0 ? <Nothing wanted={wanted} go={go} /> : (
        <>
          <Rows label={t(`wishes.tab.${wanted.tab}`)}>{listed.ids.map((id) => <WishRow key={id} id={id} selected={id === selected} />)}</Rows>
          <ListEnd rows={rows} more={listed.more} />
        </>
      )}
      {wide.value && <p class="cap faint keys"><kbd>J</kbd> <kbd>K</kbd> {t('ui.move')}　<kbd>Enter</kbd> {t('ui.open')}</p>}
    </>
  )
}

function Nothing({ wanted, go }: { wanted: Wanted; go: (wanted: Wanted) => void }) {
  if (narrowing(wanted) || wanted.text)
    return (
      <Empty title={t('wishes.nothing')} action={{ label: t('list.showAll'), onClick: () => go({ tab: wanted.tab, within: null, kind: null, order: 'newest', text: '' }) }}>
        {t('wishes.nothingHint')}
      </Empty>
    )
  const post = { label: t('wishes.post'), href: '/wishes/new' }
  const wall = { label: t('wishes.seeOpen'), onClick: () => go({ ...wanted, tab: 'open' }) }
  const action = wanted.tab === 'claims' ? wall : wanted.tab === 'review' ? undefined : post
  return <Empty title={t(`wishes.none.${wanted.tab}`)} {...(action ? { action } : {})}>{t(`wishes.noneHint.${wanted.tab}`)}</Empty>
}

const Waiting = () => (
  <div class="list-waiting" aria-hidden="true">
    {[0, 1, 2, 3].map((n) => <div key={n} class="ghost" />)}
  </div>
)
