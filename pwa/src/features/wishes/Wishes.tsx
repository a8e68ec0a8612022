import { Page } from '../../shell/Page'
import { wide } from '../../shell/wide'
import { Empty } from '../../ui/Empty'
import { t } from '../../words'
import { InWishes } from './InWishes'
import { WishesPane } from './wall/WishesPane'

/** /wishes: the wall, for everybody; the reader's own wishes and claims, and what is to be reviewed, in the same place. */
export default function Wishes() {
  return (
    <InWishes>
      <Page title={t('wishes.title')} tabbed>
        {wide.value ? <Empty title={t('wishes.pick')}>{t('wishes.pickHint')}</Empty> : <WishesPane />}
      </Page>
    </InWishes>
  )
}
