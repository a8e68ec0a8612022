import { Icon } from '../../../ui/Icon'
import { Row, Rows } from '../../../ui/Row'
import { t } from '../../../words'
import { when } from '../../../words/time'
import type { WishFull } from '../steps'

/** The part that nobody reads but the wisher, whoever posted it and the reviewers; it says so. */
export function Private({ wish, said }: { wish: WishFull; said: string }) {
  const inner = wish.private
  if (!inner) return null
  const consent = inner.consentHow && t('wish.consentGiven', { how: t(`consent.${inner.consentHow}`), at: inner.consentAt ? when(inner.consentAt) : '' })
  return (
    <section>
      <h2 class="detail-h2">{t('wish.private')}</h2>
      <p class="small dim wish-lock"><Icon name="lock" small /> <span>{t('wish.privateHint')}</span></p>
      {!inner.name && <p class="small dim">{t('wish.privateErased')}</p>}
      <dl class="facts wish-facts">
        {inner.originalWords !== said && <><dt>{t('wish.original')}</dt><dd class="serif">{inner.originalWords}</dd></>}
        {inner.name && (
          <>
            <dt>{t('contact.name')}</dt><dd>{inner.name}</dd>
            <dt>{t('contact.phone')}</dt><dd>{inner.phone}</dd>
            <dt>{t('contact.address')}</dt><dd>{inner.address}</dd>
          </>
        )}
        {consent && <><dt>{t('wish.consent')}</dt><dd>{consent}</dd></>}
      </dl>
    </section>
  )
}

/** Who has looked at the contact details: for the wisher and whoever posted for them. */
export function Looks({ wish }: { wish: WishFull }) {
  if (!wish.mine || (!wish.looks.length && !wish.claim)) return null
  return (
    <section>
      <h2 class="detail-h2">{t('wish.looks')}</h2>
      {wish.looks.length ? (
        <Rows label={t('wish.looks')}>{wish.looks.map((look) => <li key={look.id}><Row title={look.byName} end={<span class="faint small">{when(look.at)}</span>} /></li>)}</Rows>
      ) : <p class="small dim">{t('wish.looksNone')}</p>}
    </section>
  )
}
