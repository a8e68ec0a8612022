import { Page } from '../../../shell/Page'
import { Bar } from '../../../ui/Bar'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Lamp } from '../../../ui/Lamp'
import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'
import { date, when } from '../../../words/time'
import { pointsWord } from '../amount'
import { Clock, Code, exchanged, type Redemption } from '../wallet/Ticket'
import type { Counter, Stage } from './useCounter'
import type { Voucher } from './vouchers'

interface Seen {
  goodName: string
  quantity: number
  points: number
  expiresAt: string
}

const named = ({ goodName, quantity }: Pick<Seen, 'goodName' | 'quantity'>): string => (quantity > 1 ? t('bank.times', { name: goodName, n: quantity }) : goodName)

/** What is to be handed over, to whom, until when: read before it is confirmed. */
function Facts({ seen, code, redemption }: { seen: Seen; code: string; redemption?: Redemption }) {
  const voucher = !redemption || redemption.voucher
  return (
    <div class="claimed">
      <Code code={code} />
      <div class="sum-line"><h2>{named(seen)}</h2><b class="amount">{pointsWord(seen.points)}</b></div>
      <dl class="facts">
        {redemption && redemption.status !== 'WAITING' && <><dt>{t('counter.state')}</dt><dd><Lamp lamp={redemption.status === 'REDEEMED' ? 'GREEN' : 'IDLE'}>{t(`redemption.${redemption.status}`)}</Lamp></dd></>}
        {redemption && <><dt>{t('counter.holder')}</dt><dd>{redemption.holderName}</dd></>}
        <dt>{t('counter.kind')}</dt><dd>{t(voucher ? 'counter.isVoucher' : 'counter.isHold')}</dd>
        {redemption?.status === 'WAITING' ? <><dt>{t('counter.validUntil')}</dt><dd><Clock {...redemption} /></dd></> : !redemption && <><dt>{t('counter.validUntil')}</dt><dd>{date(seen.expiresAt)}</dd></>}
      </dl>
    </div>
  )
}

interface Props {
  counter: Counter
  stage: Extract<Stage, { at: 'seen' | 'voucher' }>
}

/** Look, hand over, confirm. What cannot be redeemed says why. */
export function Claim({ counter, stage }: Props) {
  const redemption = stage.at === 'seen' ? stage.redemption : undefined
  const seen: Seen = stage.at === 'seen' ? stage.redemption : (stage.voucher satisfies Voucher)
  const ended = redemption && redemption.status !== 'WAITING' ? redemption : null
  const note = counter.error ? <span class="danger" role="alert">{counter.error}</span> : ended ? t(`counter.already.${ended.status}` as 'counter.already.REDEEMED', { at: ended.redeemedAt ? when(ended.redeemedAt) : '' }) : t('counter.note')
  return (
    <Page title={t('counter.check')} docked bar={<Bar title={t('counter.check')} onBack={counter.again} />}
      dock={
        <Dock note={note} noteId="counter-note">
          <Button onClick={counter.again}>{t(ended ? 'counter.next' : 'counter.not')}</Button>
          {!ended && <Button kind="primary" icon="check" busy={counter.busy} describedBy="counter-note" onClick={counter.confirm}>{t('counter.confirm', { n: seen.points })}</Button>}
        </Dock>
      }>
      <Facts seen={seen} code={stage.code} {...(redemption ? { redemption } : {})} />
    </Page>
  )
}

/** It is done, or will be as soon as there is a network; and the next, please. */
export function Done({ counter, stage }: { counter: Counter; stage: Extract<Stage, { at: 'done' | 'later' }> }) {
  const later = stage.at === 'later'
  const what = later ? stage.voucher : stage.redemption
  return (
    <Page title={t(later ? 'counter.later' : 'counter.done')} docked bar={<Bar title={t('counter.title')} onBack={counter.again} />}
      dock={<Dock><Button href="/bank/counter/today">{t('counter.today')}</Button><Button kind="primary" onClick={counter.again}>{t('counter.next')}</Button></Dock>}>
      <div class="counter-done" role="status">
        <span class={later ? 'tick later' : 'tick'}><Icon name={later ? 'clock' : 'check'} /></span>
        <h2>{t(later ? 'counter.later' : 'counter.done')}</h2>
        <p>{exchanged(what)}</p>
        <p class="small dim">{later ? t('counter.laterHint') : t('counter.doneHint', { name: stage.redemption.holderName })}</p>
      </div>
    </Page>
  )
}
