import { useMemo, useState } from 'preact/hooks'
import { WithdrawSettlementDocument } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { Button } from '../../../ui/Button'
import { Area } from '../../../ui/Field'
import { Sheet } from '../../../ui/Sheet'
import { toast } from '../../../ui/Toast'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { changed } from '../../people/useManaged'
import type { Pair } from './netting'

const REASON_AT_MOST = 200

/** Whoever proposed a settlement takes it back and says why; both streets read it. */
export const Withdrawing = ({ pair, onClose }: { pair: Pair | null; onClose: () => void }) => (
  <Sheet open={pair !== null} title={t('settle.withdrawAsk')} onClose={onClose}>{pair && <Inside key={pair.id} pair={pair} onClose={onClose} />}</Sheet>
)

function Inside({ pair, onClose }: { pair: Pair; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const id = useMemo(newId, [reason])
  const task = useTask()
  const withdraw = () =>
    task.run(async () => {
      await act(WithdrawSettlementDocument, { id, settlementId: pair.id, reason: reason.trim() }).finally(changed)
      onClose()
      toast(t('settle.withdrawDone'))
    })
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); void withdraw() }}>
      <p class="small dim">{t('settle.withdrawSays')}</p>
      <Area label={t('settle.withdrawWhy')} maxLength={REASON_AT_MOST} value={reason} onValue={setReason} error={task.error ?? undefined} />
      <div class="foot">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button kind="destructive" type="submit" busy={task.busy} refused={!reason.trim()}>{t('settle.withdraw')}</Button>
      </div>
    </form>
  )
}
