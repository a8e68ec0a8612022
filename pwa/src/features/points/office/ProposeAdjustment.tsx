import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { OfficeHolderDocument, ProposeAdjustmentDocument } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { useShown } from '../../../api/shown'
import { Area, Field } from '../../../ui/Field'
import { Tiles } from '../../../ui/Tiles'
import { toast } from '../../../ui/Toast'
import { t } from '../../../words'
import { PersonSearch } from '../../people/PersonSearch'
import { Wizard, type Question } from '../../people/Wizard'
import { positive } from '../counter/numbers'
import { ofPoints } from '../stale'

const REASON_AT_MOST = 200

/** A correction: whose account, which way and how many, and why. Somebody else decides. */
export function ProposeAdjustment() {
  const { route } = useLocation()
  const [who, setWho] = useState<{ id: string; name: string } | null>(null)
  const [add, setAdd] = useState(true)
  const [points, setPoints] = useState('')
  const [reason, setReason] = useState('')
  const shown = useShown(OfficeHolderDocument, { personId: who?.id ?? '' }, { when: who !== null, staleBy: ofPoints })
  const account = who ? shown.data.value?.holderAccount : undefined
  const id = useMemo(newId, [who?.id, add, points, reason])
  const tooMany = !add && account && Number(points) > account.available ? t('give.tooMany', { n: account.available }) : undefined
  const questions: Question[] = [
    {
      fields: ['accountId', 'personId'], ask: t('adjust.askWho'), missing: () => (!who ? t('step.pickPerson') : account ? undefined : account === null ? t('adjust.noAccount') : t('problem.unreachable')),
      body: (error) => <PersonSearch chosen={who} onChoose={setWho} error={error} />,
    },
    {
      fields: ['points', 'add'], ask: t('adjust.askPoints', { name: who?.name ?? '' }), hint: t('adjust.has', { n: account?.available ?? 0 }), missing: () => (positive(points) ? tooMany : t('good.pointsWrong')),
      body: (error) => (
        <>
          <Tiles segments label={t('adjust.which')} value={add ? 'add' : 'take'} options={[{ value: 'add' as const, label: t('adjust.add') }, { value: 'take' as const, label: t('adjust.take') }]} onChoose={(value) => setAdd(value === 'add')} />
          <Field label={t('give.points')} type="number" inputMode="numeric" min="1" value={points} onValue={setPoints} error={error} />
        </>
      ),
    },
    {
      fields: ['reason'], ask: t('adjust.askReason'), hint: t('adjust.reasonHint'), missing: () => (reason.trim() ? undefined : t('manage.required')),
      body: (error) => <Area label={t('adjust.reason')} maxLength={REASON_AT_MOST} value={reason} onValue={setReason} error={error} />,
    },
  ]
  const run = async () => {
    if (!account) return
    await act(ProposeAdjustmentDocument, { id, accountId: account.id, points: Number(points), add, reason: reason.trim() })
    toast(t('adjust.proposed'))
    route('/bank/street/adjustments', true)
  }
  return <Wizard title={t('adjust.propose')} up="/bank/street/adjustments" questions={questions} submit={t('adjust.proposeDo')} run={run} />
}
