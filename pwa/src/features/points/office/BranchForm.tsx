import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { ChangeBranchDocument, OfficeBranchDocument, OpenBranchDocument, type BranchPartsFragment } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { Field } from '../../../ui/Field'
import { Tiles } from '../../../ui/Tiles'
import { toast } from '../../../ui/Toast'
import { t } from '../../../words'
import { PlacePicker } from '../../people/PlacePicker'
import { myRoot, useManaged } from '../../people/useManaged'
import { Wizard, type Question } from '../../people/Wizard'

const UP = '/bank/street/branches'

interface Written {
  name: string
  code: string
  place: string
  hours: string
  badConnection: boolean
  open: boolean
}

/** The questions about a branch; where it belongs is asked once, whether it is open only later. */
function useQuestions(start: Written, isChange: boolean): { now: Written; questions: Question[] } {
  const [now, setNow] = useState(start)
  const set = (part: Partial<Written>) => setNow({ ...now, ...part })
  const needed = (text: string) => (text.trim() ? undefined : t('manage.required'))
  const yesNo = (yes: string, no: string) => [{ value: 'yes' as const, label: yes }, { value: 'no' as const, label: no }]
  const questions: Question[] = [
    { fields: ['name'], ask: t('office.askName'), missing: () => needed(now.name), body: (error) => <Field label={t('office.name')} hint={t('office.nameHint')} maxLength={40} autoComplete="off" value={now.name} onValue={(name) => set({ name })} error={error} /> },
    ...(isChange ? [] : [{ fields: ['code'], ask: t('office.askCode'), hint: t('office.codeHint'), body: (error: string | undefined) => <PlacePicker code={now.code} onCode={(code) => set({ code })} error={error} /> }]),
    {
      fields: ['place', 'hours'], ask: t('office.askPlace'), missing: () => needed(now.place) ?? needed(now.hours),
      body: (error) => (
        <>
          <Field label={t('branch.place')} hint={t('office.placeHint')} maxLength={80} autoComplete="off" value={now.place} onValue={(place) => set({ place })} error={error} />
          <Field label={t('branch.hours')} hint={t('office.hoursHint')} maxLength={80} autoComplete="off" value={now.hours} onValue={(hours) => set({ hours })} />
        </>
      ),
    },
    {
      fields: ['badConnection', 'open'], ask: t('office.askBad'), hint: t('office.badHint'),
      body: (error) => (
        <>
          <Tiles segments label={t('office.askBad')} value={now.badConnection ? 'yes' : 'no'} options={yesNo(t('office.bad'), t('office.good'))} onChoose={(value) => set({ badConnection: value === 'yes' })} />
          {isChange && <Tiles segments label={t('office.state')} value={now.open ? 'yes' : 'no'} options={yesNo(t('branch.open'), t('branch.closed'))} onChoose={(value) => set({ open: value === 'yes' })} />}
          {error && <p class="danger small" role="alert">{error}</p>}
        </>
      ),
    },
  ]
  return { now, questions }
}

export function OpenBranch() {
  const { route } = useLocation()
  const { now, questions } = useQuestions({ name: '', code: myRoot(), place: '', hours: '', badConnection: false, open: true }, false)
  const id = useMemo(newId, [JSON.stringify(now)])
  const run = async () => {
    const { name, code, place, hours, badConnection } = now
    await act(OpenBranchDocument, { input: { id, name, code, place, hours, badConnection } })
    toast(t('office.opened', { name }))
    route(`${UP}/${id}`, true)
  }
  return <Wizard title={t('office.open')} up={UP} questions={questions} submit={t('office.openDo')} run={run} />
}

export function ChangeBranch({ id }: { id: string }) {
  const branch = useManaged(OfficeBranchDocument, { id }).data.value?.branch
  return branch ? <Change branch={branch} /> : null
}

function Change({ branch }: { branch: BranchPartsFragment }) {
  const { route } = useLocation()
  const { now, questions } = useQuestions(branch, true)
  const id = useMemo(newId, [JSON.stringify(now)])
  const run = async () => {
    const { name, place, hours, open, badConnection } = now
    await act(ChangeBranchDocument, { id, input: { branchId: branch.id, name, place, hours, open, badConnection, expectedVersion: branch.version } })
    toast(t('office.changed'))
    route(`${UP}/${branch.id}`, true)
  }
  return <Wizard title={branch.name} up={`${UP}/${branch.id}`} questions={questions} submit={t('people.save')} run={run} />
}
