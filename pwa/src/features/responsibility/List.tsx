import { Page } from '../../shell/Page'
import { Panes } from '../../shell/Panes'
import { wide } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { Empty } from '../../ui/Empty'
import { t } from '../../words'
import { Item } from './Item'
import { ListPane } from './ListPane'
import './responsibility.css'

/** /list and /list/:id: the responsibility list, open to everybody. Desks see the list beside the item. */
export default function List({ id }: { id?: string }) {
  const item = id && <Item key={id} id={id} />
  if (!wide.value) return item || <Page title={t('duty.title')} bar={<Bar title={t('duty.title')} />}><ListPane /></Page>
  return <Panes list={() => <div class="duty-pane"><h1>{t('duty.title')}</h1><ListPane selected={id} /></div>} main={item || <Nothing />} />
}

const Nothing = () => (
  <Page title={t('duty.title')}>
    <Empty title={t('duty.pick')}>{t('duty.pickHint')}</Empty>
  </Page>
)
