import { Page } from '../../shell/Page'
import { wide } from '../../shell/wide'
import { t } from '../../words'
import Board from './Board'
import { InWishes } from './InWishes'
import { WishesPane } from './wall/WishesPane'

/** /wishes: the wall, for everybody; the reader's own wishes and claims, and what is to be reviewed. A desk sees the board beside it. */
export default function Wishes() {
  return (
    <InWishes>
      {wide.value ? <Board beside /> : <Page title={t('wishes.title')} tabbed><WishesPane /></Page>}
    </InWishes>
  )
}
