import { useSignal } from '@preact/signals'
import { CancelRedemptionDocument, WalletLinesDocument } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { signedIn } from '../../../api/session'
import { useShown } from '../../../api/shown'
import { Button } from '../../../ui/Button'
import { Empty } from '../../../ui/Empty'
import { Row, Rows } from '../../../ui/Row'
import { Section } from '../../../ui/Section'
import { Sheet } from '../../../ui/Sheet'
import { toast } from '../../../ui/Toast'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { ago } from '../../../words/time'
import { pointsWord } from '../amount'
import { ofPoints } from '../stale'
import { Balance } from './Balance'
import { LineRow } from './LineRow'
import { exchanged, statusOf, Ticket, type Redemption } from './Ticket'
import { useWallet } from './useWallet'

const FEW = 8

/** Balance, codes that wait, what can be done, the latest lines. */
export function Wallet() {
  const wallet = useWallet()
  if (!signedIn.value) return <Visitor />
  if (!wallet.known) return wallet.problem ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : null
  const { account, balance, tickets, units } = wallet
  return (
    <>
      <Balance balance={balance} />
      {wallet.problem && wallet.at && <p class="note age">{t('ui.shownAt', { age: ago(wallet.at) })}</p>}
      {tickets.map((one) => <Waiting key={one.id} redemption={one} reload={wallet.reload} />)}
      <div class="bank-do">
        <Button icon="gift" href="/bank/branches">{t('bank.exchange')}</Button>
        {balance.available > 0 && <Button kind="quiet" href="/bank/give">{t('bank.give')}</Button>}
      </div>
      {units.length > 0 && (
        <Section title={t('bank.units')}>
          <Rows label={t('bank.units')}>
            {units.map((one) => <li key={one.unitId}><Row href={`/bank/units/${one.unitId}`} icon="people" title={one.name} meta={t('bank.unitsHint')} end={<b class="amount">{pointsWord(one.account?.available ?? 0)}</b>} chevron /></li>)}
          </Rows>
        </Section>
      )}
      {account ? <Lines accountId={account.id} all="/bank/lines" /> : <None hint={t('bank.noneHint')} />}
    </>
  )
}

/** What a unit has, for whoever represents it: spent like one's own, never given away. */
export function UnitWallet({ id }: { id: string }) {
  const { known, unit, account, balance, tickets, problem, reload } = useWallet(id)
  if (!known) return problem ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : null
  if (!unit) return <Empty title={t('bank.noUnit')} action={{ label: t('bank.back'), href: '/bank' }}>{t('bank.noUnitHint')}</Empty>
  return (
    <>
      <Balance balance={balance} />
      {tickets.map((one) => <Waiting key={one.id} redemption={one} reload={reload} />)}
      <div class="bank-do"><Button icon="gift" href="/bank/branches">{t('bank.exchange')}</Button></div>
      <p class="small dim top">{t('bank.unitSays', { name: unit.name })}</p>
      {account ? <Lines accountId={account.id} all={`/bank/units/${id}/lines`} /> : <None hint={t('bank.unitNone')} />}
    </>
  )
}

const Visitor = () => (
  <Empty title={t('bank.signIn')}>
    <p>{t('bank.signInHint')}</p>
    <div class="wrap top">
      <Button kind="primary" href="/signin?next=/bank">{t('shell.signIn')}</Button>
      <Button href="/bank/branches">{t('bank.exchange')}</Button>
    </div>
  </Empty>
)

const None = ({ hint }: { hint: string }) => (
  <Section title={t('bank.lines')}>
    <Empty title={t('bank.none')} action={{ label: t('bank.rules'), href: '/bank/rules' }}>{hint}</Empty>
  </Section>
)

/** A code, whom to show it to, and the way back from it. */
function Waiting({ redemption, reload }: { redemption: Redemption; reload: () => Promise<void> }) {
  const waits = statusOf(redemption) === 'WAITING'
  const { branch, voucher } = redemption
  return (
    <>
      <Ticket redemption={redemption} />
      {waits && (
        <div class="bank-after">
          <p class="small dim">{t(voucher ? 'bank.showVoucher' : 'bank.show', { branch: branch.name, place: branch.place })}</p>
          {!voucher && <Cancel redemption={redemption} reload={reload} />}
        </div>
      )}
    </>
  )
}

/** Taking an exchange back: the points return at once. */
export function Cancel({ redemption, reload }: { redemption: Redemption; reload: () => Promise<void> }) {
  const open = useSignal(false)
  const task = useTask()
  const cancel = () =>
    task.run(async () => {
      await act(CancelRedemptionDocument, { id: newId(), redemptionId: redemption.id }).finally(() => void reload())
      open.value = false
      toast(t('bank.cancelled', { n: redemption.points }))
    })
  return (
    <>
      <Button kind="quiet" onClick={() => (open.value = true)}>{t('bank.cancel')}</Button>
      <Sheet open={open.value} title={t('bank.cancelAsk')} onClose={() => (open.value = false)}>
        <p>{t('bank.cancelSays', { what: exchanged(redemption) })}</p>
        {task.error && <p class="danger top" role="alert">{task.error}</p>}
        <div class="foot">
          <Button kind="destructive" busy={task.busy} onClick={cancel}>{t('bank.cancel')}</Button>
          <Button kind="primary" onClick={() => (open.value = false)}>{t('bank.keep')}</Button>
        </div>
      </Sheet>
    </>
  )
}

function Lines({ accountId, all }: { accountId: string; all: string }) {
  const shown = useShown(WalletLinesDocument, { accountId, first: FEW, after: null }, { staleBy: ofPoints })
  const lines = shown.data.value?.pointsLines.nodes
  if (!lines) return null
  if (!lines.length) return <None hint={t('bank.noneHint')} />
  return (
    <Section title={t('bank.lines')} more={{ label: t('ui.all'), href: all }}>
      <Rows label={t('bank.lines')}>{lines.map((line) => <li key={line.id}><LineRow line={line} /></li>)}</Rows>
    </Section>
  )
}
