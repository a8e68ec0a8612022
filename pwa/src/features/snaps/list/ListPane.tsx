import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { SnapByReceiptDocument, type SnapScope } from '../../../api/gql/graphql'
import { me } from '../../../api/session'
import { useShown } from '../../../api/shown'
import { useScroll } from '../../../shell/useScroll'
import { Button } from '../../../ui/Button'
import { Empty } from '../../../ui/Empty'
import { Filters } from '../../../ui/Filters'
import { ListEnd } from '../../../ui/ListEnd'
import { Rows } from '../../../ui/Row'
import { t } from '../../../words'
import { ago } from '../../../words/time'
import { FilterSheet } from './FilterSheet'
import { narrowing, pathOf, receiptIn, scopesFor, wantedOf, type Wanted } from './filter'
import './list.css'
import { Search } from './Search'
import { SnapRow } from './SnapRow'
import { useList, type SnapRows } from './useList'

/** The list last looked at: beside a snap on a desk it stays as it was. */
const last: { wanted: Wanted | null; who: string } = { wanted: null, who: '' }

function useWanted(): { wanted: Wanted; scopes: SnapScope[]; query: Record<string, string> } {
  const { query, path } = useLocation()
  const who = me.value?.person.id ?? ''
  const scopes = scopesFor(me.value !== null, me.value?.posts.length ?? 0)
  const kept = path !== '/snaps' && last.who === who ? last.wanted : null
  const wanted = kept ?? wantedOf(query, scopes)
  Object.assign(last, { wanted, who })
  return { wanted, scopes, query }
}

/** Tabs, search, filters and rows: a screen on phones, the left pane on desks. */
export function ListPane({ selected }: { selected?: string }) {
  const { wanted, scopes, query } = useWanted()
  const { route } = useLocation()
  const [filtering, setFiltering] = useState(false)
  const go = (next: Wanted) => route(pathOf(next), true)
  const rows = useList(wanted)
  const box = useScroll(pathOf(wanted))
  const n = narrowing(wanted)
  return (
    <div ref={box} class="list-pane">
      <div class="list-head">
        <Search key={wanted.scope} text={wanted.text} onText={(text) => go({ ...wanted, text })} focus={'search' in query} />
        <Button compact onClick={() => setFiltering(true)}>{n ? t('list.filterN', { n }) : t('list.filter')}</Button>
      </div>
      <Filters label={t('list.scopes')} value={wanted.scope}
        items={scopes.map((scope) => ({ value: scope, label: t(`list.${scope}`) }))}
        onChoose={(scope) => go({ ...wanted, scope })} />
      <Receipt text={wanted.text} />
      <Body rows={rows} wanted={wanted} selected={selected} go={go} />
      <FilterSheet open={filtering} wanted={wanted} onClose={() => setFiltering(false)} onWanted={go} />
    </div>
  )
}

/** A receipt number finds its snap whatever list is open. */
function Receipt({ text }: { text: string }) {
  const receipt = receiptIn(text)
  const found = useShown(SnapByReceiptDocument, { receipt: receipt ?? '' }, { when: receipt !== null })
  const snaps = receipt === null ? [] : (found.data.value?.snapByReceipt ?? [])
  if (!snaps.length) return null
  return (
    <section class="top">
      <h2 class="small dim">{t('list.receipt')}</h2>
      <Rows>{snaps.map((snap) => <SnapRow key={snap.id} id={snap.id} />)}</Rows>
    </section>
  )
}

interface BodyProps {
  rows: SnapRows
  wanted: Wanted
  selected: string | undefined
  go: (wanted: Wanted) => void
}

function Body({ rows, wanted, selected, go }: BodyProps) {
  const listed = rows.listed.value
  if (!listed) return rows.problem.value ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : <Waiting />
  return (
    <>
      {listed.fresh.length > 0 && (
        <button type="button" class="fresh" onClick={rows.showNew}>{t('ui.newRows', { n: listed.fresh.length })}</button>
      )}
      {rows.problem.value && rows.at.value && <p class="note age">{t('ui.shownAt', { age: ago(rows.at.value) })}</p>}
      {listed.ids.length === 0 ? <Nothing wanted={wanted} go={go} /> : (
        <Rows label={t(`list.${wanted.scope}`)}>
          {listed.ids.map((id) => <SnapRow key={id} id={id} selected={id === selected} showStatus={wanted.scope === 'MINE' || wanted.scope === 'FOLLOWING'} />)}
        </Rows>
      )}
      {listed.ids.length > 0 && <ListEnd rows={rows} more={listed.more} />}
    </>
  )
}

function Nothing({ wanted, go }: { wanted: Wanted; go: (wanted: Wanted) => void }) {
  if (narrowing(wanted) || wanted.text)
    return (
      <Empty title={t('list.nothing')} action={{ label: t('list.showAll'), onClick: () => go({ scope: wanted.scope, state: null, category: null, lamp: null, text: '' }) }}>
        {t('list.nothingHint')}
      </Empty>
    )
  const action = wanted.scope === 'FOLLOWING' ? { label: t('list.seePublic'), onClick: () => go({ ...wanted, scope: 'PUBLIC' }) } : { label: t('list.snap'), href: '/snap' }
  return <Empty title={t(`list.empty.${wanted.scope}`)} action={action}>{t(`list.emptyHint.${wanted.scope}`)}</Empty>
}

const Waiting = () => (
  <div class="list-waiting" aria-hidden="true">
    {[0, 1, 2, 3, 4].map((n) => <div key={n} class="ghost" />)}
  </div>
)
