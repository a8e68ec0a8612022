import { useLocation } from 'preact-iso'
import { SnapRow } from '../snaps/list/SnapRow'
import { Live } from '../snaps/list/Live'
import { snapHead } from '../../api/snaps'
import { Bell } from '../../shell/Bell'
import { Page } from '../../shell/Page'
import { Panes } from '../../shell/Panes'
import { wide } from '../../shell/wide'
import { IconButton } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Rows } from '../../ui/Row'
import { Sheet } from '../../ui/Sheet'
import { t } from '../../words'
import { CellInside } from './CellInside'
import { AreaMap, Legend } from './AreaMap'
import { AT_MOST, district, useMap, type OnMap } from './useMap'

/** /map: the cells with what is open in them, for everybody; beside a list on desks. */
export default function MapScreen() {
  const { query, route } = useLocation()
  const on = useMap()
  const open = (cell: string | null) => route(cell ? `/map?cell=${cell}` : '/map', true)
  const { cells } = district.value
  const map = <AreaMap on={on} cell={query.cell} pin={placeOf(query.snap)} hrefOf={(id) => `/snaps/${id}`} />
  const name = cells.find((cell) => cell.code === query.cell)?.name
  if (!wide.value)
    return (
      <Page title={t('map.title')} tabbed>
        <Head on={on} />
        <div class="map-phone">{cells.length ? map : <div class="cm cm-none">{t('map.none')}</div>}</div>
        <Legend />
        <Sheet open={Boolean(query.cell && name)} title={name ?? ''} onClose={() => open(null)}>
          {query.cell && <CellInside code={query.cell} on={on} />}
        </Sheet>
      </Page>
    )
  const list = (
    <Page title={t('map.title')}>
      <Head on={on} />
      {query.cell && name ? <Opened name={name} code={query.cell} on={on} close={() => open(null)} /> : <OpenList on={on} />}
    </Page>
  )
  return <Panes list={() => list} main={<div class="map-pane">{map}<Legend /></div>} />
}

function placeOf(id: string | undefined) {
  const snap = id ? snapHead(id)?.value : undefined
  return snap && snap.lon !== null && snap.lat !== null ? { lon: snap.lon, lat: snap.lat } : null
}

const Head = ({ on }: { on: OnMap }) => (
  <header class="head list-top">
    <div class="line">
      <h1 class="grow">{t('map.title')}</h1>
      <IconButton icon="list" label={t('map.listTitle')} href="/snaps" />
      <Bell />
    </div>
    <div class="where">
      {on.shown.data.value && <span>{on.snaps.value.length ? t('map.open', { n: on.snaps.value.length }) : t('map.openNone')}</span>}
      <Live />
    </div>
  </header>
)

const Opened = ({ name, code, on, close }: { name: string; code: string; on: OnMap; close: () => void }) => (
  <section>
    <div class="line"><h2 class="grow">{name}</h2><IconButton icon="close" label={t('ui.close')} onClick={close} /></div>
    <CellInside code={code} on={on} />
  </section>
)

function OpenList({ on }: { on: OnMap }) {
  const snaps = on.snaps.value
  if (!on.shown.data.value) return on.shown.problem.value ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : null
  if (!snaps.length) return <Empty title={t('map.openNone')}>{t('map.openHint')}</Empty>
  return (
    <>
      {on.scope === 'PUBLIC' && <p class="note">{t('map.public')}</p>}
      <Rows label={t('map.listTitle')}>{snaps.map((snap) => <SnapRow key={snap.id} id={snap.id} />)}</Rows>
      {snaps.length >= AT_MOST && <p class="note top">{t('map.atMost', { n: AT_MOST })}</p>}
    </>
  )
}
