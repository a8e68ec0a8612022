import { Page } from '../../shell/Page'
import { Panes } from '../../shell/Panes'
import { wide } from '../../shell/wide'
import { Empty } from '../../ui/Empty'
import { IconButton } from '../../ui/Button'
import { Live } from './list/Live'
import { ListPane } from './list/ListPane'
import { t } from '../../words'

/** /snaps: mine, followed, needing me, my area's, public. */
export default function List() {
  if (!wide.value)
    return (
      <Page title={t('list.title')} tabbed>
        <ListHead />
        <ListPane />
      </Page>
    )
  return <Panes list={() => <SnapsPane />} main={<Page title={t('list.title')}><Empty title={t('detail.pick')}>{t('detail.pickHint')}</Empty></Page>} />
}

const ListHead = () => (
  <header class="head list-top">
    <div class="line">
      <h1 class="grow">{t('list.title')}</h1>
      <IconButton icon="map" label={t('nav.map')} href="/map" />
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
