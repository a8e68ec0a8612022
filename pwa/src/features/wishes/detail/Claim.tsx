import { lampNow, used } from '../../../ui/ClockRuler'
import { Lamp, lampLetter } from '../../../ui/Lamp'
import { Phrases } from '../../../ui/Phrases'
import { t } from '../../../words'
import { date, when } from '../../../words/time'
import { dayWords, leftOf } from '../days'
import type { WishFull } from '../steps'

type Standing = NonNullable<WishFull['claim']>

/** "姚家街道办事处，周敏行" or the person alone. */
const byWhom = ({ unitName, claimerName }: Standing): string => [unitName, claimerName].filter(Boolean).join('，')

/** Who fulfils it: plan, promise, companions; the promise is a clock that one can see. */
export function Claim({ wish }: { wish: WishFull }) {
  const { claim, status } = wish
  if (!claim || status === 'PUBLISHED') return null
  const runs = status === 'CLAIMED'
  return (
    <section class="wish-claim">
      <h2 class="detail-h2">{t(status === 'FULFILLED' ? 'wish.fulfilledBy' : claim.mine ? 'wish.claimIsMine' : 'wish.claimedBy')}</h2>
      <p class="lead">{byWhom(claim)}</p>
      <p class="serif"><Phrases text={t('story.quote', { words: claim.plan })} /></p>
      {runs && <Promise claim={claim} />}
      {status === 'REPORTED' && wish.confirmBy && <p class="small dim">{t('wish.silence', { day: date(wish.confirmBy) })}</p>}
      <Companions wish={wish} claim={claim} />
      {runs && claim.extensionAskedUntil && (
        <p class="aside">{t('wish.extensionAsked', { day: dayWords(claim.extensionAskedUntil) })} <span class="serif">{claim.extensionReason && t('story.quote', { words: claim.extensionReason })}</span></p>
      )}
    </section>
  )
}

/** "12月1日前 · 剩 3 天" beside the ruler from claim to promise. */
function Promise({ claim }: { claim: Standing }) {
  const clock = { lamp: claim.dueAt ? ('GREEN' as const) : ('IDLE' as const), limitStart: claim.limitStart, dueAt: claim.dueAt }
  const lamp = lampNow(clock)
  return (
    <div class="wish-promise">
      <div class="line">
        <span>{t('wish.promised', { day: dayWords(claim.promisedOn) })}</span>
        <Lamp lamp={lamp}>{leftOf(claim.promisedOn)}</Lamp>
      </div>
      <div class={`ruler ${lampLetter(lamp)}`} style={{ '--p': used(clock) }} aria-hidden="true"><i /></div>
      <p class="cap faint">{[t('wish.claimedAt', { at: when(claim.claimedAt) }), claim.extensionTimes > 0 && t('wish.extended', { n: claim.extensionTimes }), claim.remindedAt && t('wish.reminded', { at: when(claim.remindedAt) })].filter(Boolean).join(' · ')}</p>
    </div>
  )
}

function Companions({ wish, claim }: { wish: WishFull; claim: Standing }) {
  const { companions, companionsNeeded } = claim
  if (!companions.length && !companionsNeeded) return null
  return (
    <p class="small">
      {companions.length > 0 && t('wish.companions', { names: companions.join('、') })}
      {wish.status === 'CLAIMED' && companionsNeeded > 0 && <span class="dim">{companions.length > 0 && ' '}{t(claim.mine ? 'wish.companionsMine' : 'wish.companionsNeeded', { n: companionsNeeded })}</span>}
    </p>
  )
}
