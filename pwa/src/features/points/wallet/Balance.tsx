import { t } from '../../../words'
import { date } from '../../../words/time'
import type { Account } from '../heads'
import { Swap } from '../Swap'

/** What can be spent, what is held back, what runs out soon. */
export function Balance({ balance }: { balance: Pick<Account, 'pending' | 'available' | 'expiringSoon'> }) {
  const { available, pending, expiringSoon } = balance
  return (
    <div class="bank-balance">
      <div>
        <div class="small dim">{t('bank.available')}</div>
        <div aria-live="polite"><Swap value={available} /></div>
      </div>
      <div class="small dim">
        {pending > 0 && <div>{t('bank.pending', { n: pending })}</div>}
        {expiringSoon.map(({ points, on }) => <div key={on}>{t('bank.expiring', { n: points, date: date(on) })}</div>)}
      </div>
    </div>
  )
}
