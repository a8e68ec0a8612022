import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../../../ui/Icon'
import { Phrases } from '../../../ui/Phrases'
import { t } from '../../../words'
import { dayWords } from '../days'
import type { WishFull } from '../steps'

/** What one has to know before claiming, in the order in which one asks. */
export function Facts({ wish }: { wish: WishFull }) {
  const over = wish.status === 'FULFILLED'
  return (
    <dl class="facts wish-facts">
      <Fact name={t('wish.where')}>{[wish.communityName, wish.streetName].filter(Boolean).join('，')}</Fact>
      <Fact name={t('wish.needs')}>{t(`wishNeeds.${wish.kind}`)}</Fact>
      {wish.amountYuan !== null && <Fact name={t('wish.amount')}>{t('wish.aboutYuan', { n: wish.amountYuan })}</Fact>}
      {wish.wantedBy && <Fact name={t('wish.wanted')}>{t('wish.before', { day: dayWords(wish.wantedBy) })}</Fact>}
      {wish.points > 0 && <Fact name={t(over ? 'wish.earned' : 'wish.earns')}>{t('wish.points', { n: wish.points })}</Fact>}
      {wish.given > 0 && <Fact name={t('wish.gifts')}>{t('wish.given', { n: wish.given })}</Fact>}
    </dl>
  )
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

/** What is hidden and when it is shown; who must not go alone. Both stand before anybody claims. */
export function Notices({ wish }: { wish: WishFull }) {
  const { status, twoNeeded, flags, contactVisible } = wish
  const open = status === 'PUBLISHED' || status === 'CLAIMED' || status === 'REPORTED'
  if (!open) return null
  const why = flags.map((flag) => t(`wishFlag.${flag}.why`)).join(t('call.comma'))
  return (
    <ul class="rows wish-notices">
      {!contactVisible && <Notice icon="hidden" title={t('wish.masked')}>{t('wish.maskedHint')}</Notice>}
      {twoNeeded && <Notice icon="people" title={t('wish.twoNeeded')}>{t('wish.twoNeededHint', { why })}</Notice>}
    </ul>
  )
}

const Notice = ({ icon, title, children }: { icon: IconName; title: string; children: ComponentChildren }) => (
  <li class="row"><Icon name={icon} /><span class="grow"><span class="t">{title}</span><span class="m">{children}</span></span></li>
)

/** The wisher's own words of thanks stand above everything else. */
export function Thanks({ wish }: { wish: WishFull }) {
  if (!wish.thanks) return null
  return (
    <figure class="wish-thanks">
      <blockquote class="serif"><Phrases text={t('story.quote', { words: wish.thanks })} /></blockquote>
      <figcaption class="small dim">{t('wish.thanksBy', { who: t(`wishWho.${wish.who}`) })}</figcaption>
    </figure>
  )
}
