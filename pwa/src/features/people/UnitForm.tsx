import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { AddUnitDocument, ChangeUnitDocument, ManagedUnitsDocument, type UnitPartsFragment } from './gql/graphql'
import type { UnitKind } from '../../api/gql/graphql'
import { newId } from '../../api/ids'
import { act } from '../../api/request'
import { Field } from '../../ui/Field'
import { toast } from '../../ui/Toast'
import { t } from '../../words'
import { PickList } from '../snaps/detail/PickList'
import '../snaps/detail/detail.css'
import { PlacePicker } from './PlacePicker'
import { myRoot, useManaged } from './useManaged'
import { Wizard, type Question } from './Wizard'

const KINDS: readonly UnitKind[] = ['STREET_OFFICE', 'COMMUNITY_COMMITTEE', 'DEPARTMENT', 'STATIONED_AGENCY', 'DISTRICT_OFFICE', 'COMPANY']

function useQuestions(start: { name: string; kind: UnitKind }) {
  const [name, setName] = useState(start.name)
  const [kind, setKind] = useState(start.kind)
  const questions: Question[] = [
    {
      fields: ['name'], ask: t('units.askName'), missing: () => (name.trim() ? undefined : t('manage.required')),
      body: (error) => <Field label={t('units.name')} hint={t('units.nameHint')} error={error} value={name} onValue={setName} maxLength={60} />,
    },
    {
      fields: ['kind'], ask: t('units.askKind'),
      body: (error) => (
        <>
          <PickList label={t('units.askKind')} chosen={kind} onChoose={(one) => setKind(one.id as UnitKind)} choices={KINDS.map((one) => ({ id: one, name: t(`unitKind.${one}`), meta: null }))} />
          {error && <p class="danger small" role="alert">{error}</p>}
        </>
      ),
    },
  ]
  return { name, kind, questions }
}

export function AddUnit() {
  const { route } = useLocation()
  const id = useMemo(() => newId(), [])
  const [code, setCode] = useState(myRoot)
  const { name, kind, questions } = useQuestions({ name: '', kind: 'COMMUNITY_COMMITTEE' })
  const place: Question = { fields: ['code'], ask: t('units.askPlace'), body: (error) => <PlacePicker code={code} onCode={setCode} error={error} /> }
  const run = async () => {
    await act(AddUnitDocument, { input: { id, name, kind, code } })
    toast(t('units.added', { name }))
    route(`/manage/units/${id}`, true)
  }
  return <Wizard title={t('units.add')} up="/manage/units" questions={[...questions, place]} submit={t('people.addDo')} run={run} />
}

export function ChangeUnit({ id }: { id: string }) {
  const unit = useManaged(ManagedUnitsDocument, {}).data.value?.units.find((one) => one.id === id)
  return unit ? <Change unit={unit} /> : null
}

function Change({ unit }: { unit: UnitPartsFragment }) {
  const { route } = useLocation()
  const { name, kind, questions } = useQuestions(unit)
  const run = async () => {
    await act(ChangeUnitDocument, { input: { id: unit.id, expectedVersion: unit.version, name, kind } })
    toast(t('people.changed'))
    route(`/manage/units/${unit.id}`, true)
  }
  return <Wizard title={t('units.change')} up={`/manage/units/${unit.id}`} questions={questions} submit={t('people.save')} run={run} />
}
