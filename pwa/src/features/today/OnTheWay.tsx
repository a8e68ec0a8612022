import { Row, Rows } from '../../ui/Row'
import { t } from '../../words'
import { withoutStars } from '../../words/hidden'
import type { WishesForMe } from './useWishes'
import { promise } from './Wishes'

type OnTheWay = 'TO_REVIEW' | 'PUBLISHED' | 'CLAIMED'

/** How one's own wishes stand, and what one has promised: nothing to do about them just now. */
export default ({ wishes: { mine, claimed } }: { wishes: WishesForMe }) => (
  <Rows label={t('nav.wishes')}>
    {mine.map((wish) => <li key={wish.id}><Row href={`/wishes/${wish.id}`} icon="heart" chevron title={withoutStars(wish.words)} meta={t(`today.mine.${wish.status as OnTheWay}`)} /></li>)}
    {claimed.map((wish) => <li key={wish.id}><Row href={`/wishes/${wish.id}`} icon="heart" chevron title={wish.words} meta={[t('today.wishClaim'), wish.status === 'REPORTED' ? t('today.claimReported') : promise(wish)].join(' · ')} /></li>)}
  </Rows>
)
