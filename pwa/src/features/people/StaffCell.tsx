import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { StaffCellDocument } from './gql/graphql'
import type { Force } from '../../api/gql/graphql'
import { newId } from '../../api/ids'
import { act } from '../../api/request'
import { Field } from '../../ui/Field'
import { Tiles } from '../../ui/Tiles'
import { toast } from '../../ui/Toast'
import { t } from '../../words'
import { dayOf } from '../../words/time'
import { PersonSearch } from './PersonSearch'
import { Wizard, type Question } from './Wizard'

const FORCES: readonly Force[] = ['BASIC', 'PROFESSIONAL', 'JOINT']

/** Puts somebody into a cell: who, as which force, from when. */
export function StaffCell({ code }: { code: string }) {
  const { route } = useLocation()
  const id = useMemo(() => newId(), [])
  const [who, setWho] = useState<{ id: string; name: string } | null>(null)
  const [force, setForce] = useState<Force>('BASIC')
  const [startsOn, setStart] = useState(() => dayOf(Date.now()))
  const [endsOn, setEnd] = useState('')
  const questions: Question[] = [
    {
      fields: ['personId'], ask: t('staffing.askWho'), missing: () => (who ? undefined : t('step.pickPerson')),
      body: (error) => <PersonSearch chosen={who} onChoose={setWho} error={error} />,
    },
    {
      fields: ['force', 'cellCode'], ask: t('staffing.askForce'),
      body: (error) => (
        <>
          <Tiles segments label={t('staffing.askForce')} value={force} options={FORCES.map((one) => ({ value: one, label: t(`force.${one}`) }))} onChoose={setForce} />
          {error && <p class="danger small" role="alert">{error}</p>}
        </>
      ),
    },
    {
      fields: ['startsOn', 'endsOn'], ask: t('staffing.askDates'), missing: () => (startsOn ? undefined : t('manage.required')),
      body: (error) => (
        <>
          <Field label={t('manage.from')} type="date" value={startsOn} onValue={setStart} />
          <Field label={t('manage.until')} hint={t('manage.untilHint')} type="date" value={endsOn} onValue={setEnd} error={error} />
        </>
      ),
    },
  ]
  const run = async () => {
    if (!who) return
    await act(StaffCellDocument, { input: { id, personId: who.id, cellCode: code, force, startsOn, endsOn: endsOn || null } })
    toast(t('staffing.added'))
    route(`/manage/staffing/${code}`, true)
  }
  return <Wizard title={t('staffing.add')} up={`/manage/staffing/${code}`} questions={questions} submit={t('staffing.addDo', { name: who?.name ?? '' })} run={run} />
}
