import { useSignal } from '@preact/signals'
import { DecideAdjustmentDocument, OfficeAdjustmentsDocument, type AdjustmentPartsFragment } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { may } from '../../../api/session'
import { Button } from '../../../ui/Button'
import { Empty } from '../../../ui/Empty'
import { Area as Words } from '../../../ui/Field'
import { Lamp } from '../../../ui/Lamp'
import { Row, Rows } from '../../../ui/Row'
import { Section } from '../../../ui/Section'
import { Sheet } from '../../../ui/Sheet'
import { toast } from '../../../ui/Toast'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { when } from '../../../words/time'
import { changed, useManaged } from '../../people/useManaged'
import { facts, signed } from '../amount'
import { Area } from './Area'

type Adjustment = AdjustmentPartsFragment

/** Corrections by hand: one person proposes, another decides. */
export function Adjustments() {
  const shown = useManaged(OfficeAdjustmentsDocument, { first: 100, after: null })
  const deciding = useSignal<Adjustment | null>(null)
  const all = shown.data.value?.adjustments
  const open = all?.filter((one) => one.granted === null) ?? []
  const decided = all?.filter((one) => one.granted !== null) ?? []
  return (
    <Area area="adjustments" add={may('points:adjust') && { label: t('adjust.propose'), href: '/bank/street/adjustments/new' }}>
      <p class="small dim">{t('adjust.hint')}</p>
      {!all && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
      {all?.length === 0 && <Empty title={t('adjust.none')}>{t('adjust.noneHint')}</Empty>}
      {open.length > 0 && <Section title={t('adjust.open')} count={open.length}><Rows>{open.map((one) => <li key={one.id} class="with-act"><AdjustmentRow one={one} onDecide={() => (deciding.value = one)} /></li>)}</Rows></Section>}
      {decided.length > 0 && <Section title={t('adjust.decided')} count={decided.length}><Rows>{decided.map((one) => <li key={one.id}><AdjustmentRow one={one} /></li>)}</Rows></Section>}
      <Sheet open={deciding.value !== null} title={t('adjust.decideAsk')} onClose={() => (deciding.value = null)}>
        {deciding.value && <Decide one={deciding.value} onClose={() => (deciding.value = null)} />}
      </Sheet>
    </Area>
  )
}

const amountOf = ({ add, amount }: Adjustment): string => signed(add ? amount : -amount)

function AdjustmentRow({ one, onDecide }: { one: Adjustment; onDecide?: () => void }) {
  const verdict = one.granted === null ? null : t(one.granted ? 'adjust.granted' : 'adjust.declined', { name: one.decidedBy ?? '', at: one.decidedAt ? when(one.decidedAt) : '' })
  return (
    <>
      <Row lead={<Lamp lamp={one.granted === null ? 'AMBER' : one.granted ? 'GREEN' : 'IDLE'} />} title={one.account.ownerName}
        meta={<><span class="serif">“{one.reason}”</span><br />{facts(t('adjust.by', { name: one.proposedBy, at: when(one.proposedAt) }), verdict, one.mine && one.granted === null && t('adjust.mine'))}</>}
        end={<b class={one.add ? 'amount plus' : 'amount'}>{amountOf(one)}</b>} />
      {onDecide && may('points:adjust') && !one.mine && <Button compact onClick={onDecide}>{t('adjust.decide')}</Button>}
    </>
  )
}

function Decide({ one, onClose }: { one: Adjustment; onClose: () => void }) {
  const words = useSignal('')
  const task = useTask()
  const decide = (grant: boolean) =>
    task.run(async () => {
      await act(DecideAdjustmentDocument, { id: newId(), adjustmentId: one.id, grant, words: words.value.trim() || null }).finally(changed)
      toast(t(grant ? 'adjust.grantDone' : 'adjust.declineDone'))
      onClose()
    })
  return (
    <div class="stack">
      <div>
        <div class="sum"><span>{one.account.ownerName}</span><b>{amountOf(one)}</b></div>
      </div>
      <p class="serif">“{one.reason}”</p>
      <Words label={t('adjust.words')} maxLength={200} value={words.value} onValue={(value) => (words.value = value)} error={task.error} />
      <div class="foot">
        <Button kind="destructive" busy={task.busy} onClick={() => decide(false)}>{t('adjust.decline')}</Button>
        <Button kind="primary" busy={task.busy} onClick={() => decide(true)}>{t('adjust.grant')}</Button>
      </div>
    </div>
  )
}
