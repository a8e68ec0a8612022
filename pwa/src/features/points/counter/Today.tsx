import { useSignal } from '@preact/signals'
import { CounterRedemptionsDocument, CounterUndoDocument } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { useShown } from '../../../api/shown'
import { outbox } from '../../../offline/outbox'
import { Button } from '../../../ui/Button'
import { Empty } from '../../../ui/Empty'
import { Area } from '../../../ui/Field'
import { Row, Rows } from '../../../ui/Row'
import { Section } from '../../../ui/Section'
import { Sheet } from '../../../ui/Sheet'
import { toast } from '../../../ui/Toast'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { clock, dayOf, now, when } from '../../../words/time'
import { facts, pointsWord } from '../amount'
import { ofPoints } from '../stale'
import { exchanged, type Redemption } from '../wallet/Ticket'

const PAGE = 50
const REASON_AT_MOST = 200

/** Redeemed here today first, then what was earlier; whatever still lies on this phone on top. */
export function Today({ branchId }: { branchId: string }) {
  const shown = useShown(CounterRedemptionsDocument, { branchId, first: PAGE, after: null }, { staleBy: ofPoints })
  const undoing = useSignal<Redemption | null>(null)
  const queued = outbox.value.filter((item) => item.kind === 'redeem' && item.state !== 'sent' && item.variables.branchId === branchId)
  const all = shown.data.value?.branchRedemptions.nodes
  if (!all) return shown.problem.value ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : null
  const isToday = (one: Redemption) => dayOf(Date.parse(one.redeemedAt ?? one.heldAt)) === dayOf(now.value)
  const done = all.filter((one) => one.status === 'REDEEMED' || one.status === 'UNDONE')
  const today = done.filter(isToday)
  const sum = today.filter((one) => one.status === 'REDEEMED').reduce((points, one) => points + one.points, 0)
  const rows = (list: readonly Redemption[]) => <Rows>{list.map((one) => <li key={one.id} class="with-act"><RedeemedRow one={one} onUndo={() => (undoing.value = one)} /></li>)}</Rows>
  return (
    <>
      {queued.length > 0 && (
        <Section title={t('counter.queued')} count={queued.length} more={{ label: t('shell.look'), href: '/outbox' }}>
          <Rows>{queued.map((item) => <li key={item.id}><Row icon="clock" title={item.title} meta={when(new Date(item.madeAt).toISOString())} /></li>)}</Rows>
        </Section>
      )}
      <Section title={t('counter.todayTitle')} count={today.length} aside={<span class="small dim aside-end">{t('counter.sum', { n: sum })}</span>}>
        {today.length ? rows(today) : <Empty title={t('counter.noneToday')}>{t('counter.noneTodayHint')}</Empty>}
      </Section>
      {done.length > today.length && <Section title={t('counter.before')}>{rows(done.filter((one) => !isToday(one)))}</Section>}
      <Sheet open={undoing.value !== null} title={t('counter.undoAsk')} onClose={() => (undoing.value = null)}>
        {undoing.value && <Undo one={undoing.value} onDone={() => { undoing.value = null; void shown.reload() }} onClose={() => (undoing.value = null)} />}
      </Sheet>
    </>
  )
}

function RedeemedRow({ one, onUndo }: { one: Redemption; onUndo: () => void }) {
  const undone = one.status === 'UNDONE'
  const at = one.redeemedAt ?? one.heldAt
  return (
    <>
      <Row class={undone ? 'line-row undone' : 'line-row'} title={exchanged(one)} meta={facts(dayOf(Date.parse(at)) === dayOf(now.value) ? clock(at) : when(at), one.holderName, undone && t('redemption.UNDONE'))}
        end={<b class="amount">{pointsWord(one.points)}</b>} />
      {one.undoable && <Button compact onClick={onUndo}>{t('counter.undo')}</Button>}
    </>
  )
}

/** An undo is a reversal: both stay in the books, and it says why. */
function Undo({ one, onDone, onClose }: { one: Redemption; onDone: () => void; onClose: () => void }) {
  const reason = useSignal('')
  const missing = useSignal(false)
  const task = useTask()
  const undo = () => {
    missing.value = !reason.value.trim()
    if (missing.value) return
    task.run(async () => {
      await act(CounterUndoDocument, { id: newId(), redemptionId: one.id, reason: reason.value.trim() })
      toast(t('counter.undone', { n: one.points }))
      onDone()
    })
  }
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); undo() }}>
      <p class="small dim">{t('counter.undoSays', { what: exchanged(one), name: one.holderName })}</p>
      <Area label={t('counter.reason')} maxLength={REASON_AT_MOST} value={reason.value} onValue={(value) => (reason.value = value)} error={missing.value ? t('counter.reasonMissing') : task.error} />
      <div class="foot">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button kind="destructive" type="submit" busy={task.busy}>{t('counter.undoDo')}</Button>
      </div>
    </form>
  )
}
