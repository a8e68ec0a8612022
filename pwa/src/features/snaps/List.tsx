import { Bell } from '../../shell/Bell'
import { Page, useTitle } from '../../shell/Page'
import { Panes } from '../../shell/Panes'
import { screen } from '../../shell/screen'
import { wide } from '../../shell/wide'
import { IconButton } from '../../ui/Button'
import { Live } from './list/Live'
import { ListPane } from './list/ListPane'
import { t } from '../../words'

const MapPane = screen(() => import('../grid/MapPane'))

/** /snaps: mine, followed, needing me, my area's, public. */
export default function List() {
  useTitle(t('list.title'))
  if (!wide.value)
    return (
      <Page title={t('list.title')} tabbed>
        <ListHead />
        <ListPane />
      </Page>
    )
  return <Panes list={() => <SnapsPane />} main={<MapPane hrefOf={(id) => `/snaps/${id}`} />} />
}

const ListHead = () => (
  <header class="head list-top">
    <div class="line">
      <h1 class="grow">{t('list.title')}</h1>
      <IconButton icon="map" label={t('nav.map')} href="/map" />
      <Bell />
    </div>
    <Live />
  </header>
)

/** The left pane of a desk, on /snaps and beside every snap. */
export const SnapsPane = ({ selected }: { selected?: string }) => (
  <>
    <div class="pane-top"><ListHead /></div>
    <ListPane {...(selected ? { selected } : {})} />
  </>
)
