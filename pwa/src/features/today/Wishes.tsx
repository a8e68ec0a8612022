import { Lamp } from '../../ui/Lamp'
import { Row, Rows } from '../../ui/Row'
import { t } from '../../words'
import { date } from '../../words/time'
import { countOf, type WishesForMe, type WishForMe } from './useWishes'

/** Until the promised day, by its calendar. */
export const promise = ({ promisedOn }: WishForMe) => (promisedOn ? t('today.wishPromised', { day: date(Date.parse(`${promisedOn}T12:00:00+08:00`)) }) : '')

/** The wishes that wait for this person: those to review as one row, the others each. */
export function WishRows({ wishes }: { wishes: WishesForMe }) {
  if (!countOf(wishes)) return null
  const { toReview, toAnswer, due } = wishes
  return (
    <Rows label={t('nav.wishes')}>
      {toReview > 0 && <li><Row href="/wishes?tab=review" icon="heart" on chevron title={t('nav.wishes')} meta={t('today.wishesToReview', { n: toReview })} /></li>}
      {toAnswer.map((wish) => <li key={wish.id}><Row href={`/wishes/${wish.id}`} icon="heart" on chevron title={wish.words} meta={t(wish.status === 'REPORTED' ? 'today.wishToConfirm' : 'today.wishToMend')} /></li>)}
      {due.map((wish) => <li key={wish.id}><Row href={`/wishes/${wish.id}`} lead={<Lamp lamp={wish.lamp} />} title={wish.words} meta={`${t('today.wishClaim')} · ${promise(wish)}`} /></li>)}
    </Rows>
  )
}
