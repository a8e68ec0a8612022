import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { AppointDocument, ManagedPersonDocument, ManagedUnitsDocument } from './gql/graphql'
import type { Role } from '../../api/gql/graphql'
import { newId } from '../../api/ids'
import { act } from '../../api/request'
import { Field } from '../../ui/Field'
import { toast } from '../../ui/Toast'
import { t } from '../../words'
import { dayOf } from '../../words/time'
import { PickList } from '../snaps/detail/PickList'
import '../snaps/detail/detail.css'
import { PlacePicker } from './PlacePicker'
import { useManaged } from './useManaged'
import { Wizard, type Question } from './Wizard'

const ROLES: readonly Role[] = [
  'GRID_WORKER', 'COMMUNITY_SPECIALIST', 'GRID_ASSISTANT', 'STREET_CLERK', 'STREET_HEAD', 'STATIONED_OFFICER', 'DEPARTMENT_COORDINATOR',
  'DEPARTMENT_OFFICER', 'DISTRICT_DISPATCHER', 'SUPERVISOR', 'HOTLINE_AGENT', 'BRANCH_KEEPER', 'UNIT_CONTACT', 'ADMINISTRATOR',
]

/** Gives a person a post: at which unit, which role, for which place, from when. */
export function Appoint({ personId }: { personId: string }) {
  const { route } = useLocation()
  const id = useMemo(() => newId(), [])
  const person = useManaged(ManagedPersonDocument, { id: personId }).data.value?.person
  const units = (useManaged(ManagedUnitsDocument, {}).data.value?.units ?? []).filter((one) => !one.dissolvedOn)
  const [find, setFind] = useState('')
  const [unitId, setUnit] = useState('')
  const [role, setRole] = useState<Role | ''>('')
  const [code, setCode] = useState('')
  const [startsOn, setStart] = useState(() => dayOf(Date.now()))
  const [endsOn, setEnd] = useState('')
  const name = person?.name ?? ''
  const chooseUnit = (chosen: string) => {
    setUnit(chosen)
    setCode(units.find((one) => one.id === chosen)?.code ?? '')
  }
  const questions: Question[] = [
    {
      fields: ['unitId'], ask: t('posts.askUnit'), missing: () => (unitId ? undefined : t('manage.required')),
      body: (error) => (
        <>
          <Field label={t('units.search')} type="search" icon="search" value={find} onValue={setFind} error={error} />
          <PickList label={t('posts.askUnit')} chosen={unitId} onChoose={(one) => chooseUnit(one.id)}
            choices={units.filter((one) => one.name.includes(find.trim())).slice(0, 40).map((one) => ({ id: one.id, name: one.name, meta: t(`unitKind.${one.kind}`) }))} />
        </>
      ),
    },
    {
      fields: ['role'], ask: t('posts.askRole'), missing: () => (role ? undefined : t('manage.required')),
      body: (error) => (
        <>
          <PickList label={t('posts.askRole')} chosen={role} onChoose={(one) => setRole(one.id as Role)} choices={ROLES.map((one) => ({ id: one, name: t(`role.${one}`), meta: null }))} />
          {error && <p class="danger small" role="alert">{error}</p>}
        </>
      ),
    },
    { fields: ['code'], ask: t('posts.askPlace'), hint: t('posts.placeHint'), body: (error) => <PlacePicker cells code={code} onCode={setCode} error={error} /> },
    {
      fields: ['startsOn', 'endsOn'], ask: t('posts.askDates'), missing: () => (startsOn ? undefined : t('manage.required')),
      body: (error) => (
        <>
          <Field label={t('manage.from')} type="date" value={startsOn} onValue={setStart} />
          <Field label={t('manage.until')} hint={t('manage.untilHint')} type="date" value={endsOn} onValue={setEnd} error={error} />
        </>
      ),
    },
  ]
  const run = async () => {
    if (!role) return
    await act(AppointDocument, { input: { id, personId, unitId, role, code, startsOn, endsOn: endsOn || null } })
    toast(t('posts.appointed'))
    route(`/manage/people/${personId}`, true)
  }
  return <Wizard title={name ? t('posts.appointDo', { name }) : t('people.appoint')} up={`/manage/people/${personId}`} questions={questions} submit={t('posts.appointDo', { name })} run={run} />
}
