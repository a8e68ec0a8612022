import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { HoldRedemptionDocument, type BranchPartsFragment, type ExchangeBranchQuery } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { Button } from '../../../ui/Button'
import { Choice } from '../../../ui/Field'
import { Sheet } from '../../../ui/Sheet'
import { Stepper } from '../../../ui/Stepper'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { pointsWord } from '../amount'
import { against, atMost } from './against'
import { stockLine, type Good, type Payer } from './BranchView'

interface Props {
  good: Good | null
  branch: BranchPartsFragment
  limits: ExchangeBranchQuery['settings']
  /** whose points can be spent; null for a visitor */
  payers: readonly Payer[] | null
  onClose: () => void
}

/** One decision: this, so many, for so many points. */
export const GoodSheet = ({ good, ...rest }: Props) => (
  <Sheet open={good !== null} title={good?.name ?? ''} onClose={rest.onClose}>
    {good && <Inside key={good.id} good={good} {...rest} />}
  </Sheet>
)

function Inside({ good, branch, limits, payers, onClose }: Props & { good: Good }) {
  const { route } = useLocation()
  const [quantity, setQuantity] = useState(1)
  const [unitId, setUnitId] = useState<string | null>(null)
  const payer = payers?.find((one) => one.unitId === unitId) ?? payers?.[0]
  const available = payer?.available ?? null
  const id = useMemo(newId, [quantity, unitId])
  const task = useTask()
  const points = good.points * quantity
  const reason = against({ good, branch, quantity, available })
  const hold = () =>
    task.run(async () => {
      await act(HoldRedemptionDocument, { id, goodId: good.id, quantity, voucher: branch.badConnection, unitId: payer?.unitId ?? null })
      onClose()
      route(`/bank/redemptions/${id}`)
    })
  const most = atMost(good)
  return (
    <div class="good-sheet">
      <p class="small dim">{good.words}</p>
      {stockLine(good) && <p class="small dim">{stockLine(good)}</p>}
      {most > 1 && <Stepper large label={t('good.howMany')} unit={t('good.unit')} atMost={most} value={quantity} onValue={setQuantity} />}
      <Whose payers={payers} unitId={unitId} onUnit={setUnitId} />
      <div class="top">
        <div class="sum"><span>{t('good.costs')}</span><b>{pointsWord(points)}</b></div>
        {available !== null && <div class="sum"><span>{t('good.after')}</span><b>{pointsWord(Math.max(0, available - points))}</b></div>}
      </div>
      <p class="small dim top" id="good-note">
        {branch.badConnection ? t('good.voucherSays', { n: limits.voucherDays, points: pointsWord(points) }) : t('good.holdSays', { n: limits.redemptionMinutes, points: pointsWord(points) })}
      </p>
      {(reason ?? task.error) && <p class="danger small top" role="alert" id="good-reason">{reason ?? task.error}</p>}
      <div class="foot">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        {available === null
          ? <Button kind="primary" href={`/signin?next=/bank/branches/${branch.id}`}>{t('shell.signIn')}</Button>
          : <Button kind="primary" icon="gift" busy={task.busy} refused={reason !== null} describedBy="good-reason" onClick={hold}>{t('good.do', { n: points })}</Button>}
      </div>
    </div>
  )
}

/** Only whoever represents a unit has a choice. */
function Whose({ payers, unitId, onUnit }: Pick<Props, 'payers'> & { unitId: string | null; onUnit: (unitId: string | null) => void }) {
  if (!payers || payers.length < 2) return null
  const options = payers.map((one) => ({ value: one.unitId ?? '', label: t('good.payer', { name: one.name, n: one.available }) }))
  return <div class="stack top"><Choice label={t('good.whose')} value={unitId ?? ''} options={options} onValue={(value) => onUnit(value || null)} /></div>
}
