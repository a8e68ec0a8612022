import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { AddPersonDocument, ChangePersonDocument, ManagedPersonDocument } from './gql/graphql'
import type { Language } from '../../api/gql/graphql'
import { newId } from '../../api/ids'
import { act } from '../../api/request'
import { Field } from '../../ui/Field'
import { Tiles } from '../../ui/Tiles'
import { toast } from '../../ui/Toast'
import { t } from '../../words'
import { isPhone } from '../signin/phone'
import { PlacePicker } from './PlacePicker'
import type { Person } from './posts'
import { useManaged } from './useManaged'
import { Wizard, type Question } from './Wizard'

interface Written {
  name: string
  phone: string
  language: Language
  home: string
  password: string
}

const LANGUAGES: { value: Language; label: string }[] = [{ value: 'ZH', label: '中文' }, { value: 'EN', label: 'English' }]

/** The questions about a person; the same for a new one and for a change. */
function useQuestions(start: Written, phoneHint: string, phoneNeeded: boolean): { now: Written; questions: Question[] } {
  const [now, setNow] = useState(start)
  const set = (part: Partial<Written>) => setNow({ ...now, ...part })
  const needed = (text: string) => (text.trim() ? undefined : t('manage.required'))
  const questions: Question[] = [
    {
      fields: ['name'], ask: t('people.askName'), missing: () => needed(now.name),
      body: (error) => <Field label={t('people.name')} hint={t('people.nameHint')} error={error} value={now.name} onValue={(name) => set({ name })} autoComplete="off" maxLength={40} />,
    },
    {
      fields: ['phone'], ask: t('people.askPhone'), missing: () => (isPhone(now.phone) || !(phoneNeeded || now.phone.trim()) ? undefined : t('people.phoneWrong')),
      body: (error) => <Field label={t('people.phone')} hint={phoneHint} error={error} type="tel" inputMode="tel" autoComplete="off" value={now.phone} onValue={(phone) => set({ phone })} />,
    },
    {
      fields: ['language'], ask: t('people.askLanguage'),
      body: () => <Tiles segments label={t('people.language')} value={now.language} options={LANGUAGES} onChoose={(language) => set({ language })} />,
    },
    {
      fields: ['homeCode'], ask: t('people.askHome'), hint: t('people.homeHint'),
      body: (error) => <PlacePicker optional code={now.home} onCode={(home) => set({ home })} error={error} />,
    },
    {
      fields: ['password', 'newPassword'], ask: t('people.askPassword'), hint: t('people.passwordHint'),
      body: (error) => <Field label={t('people.password')} error={error} type="password" autoComplete="new-password" value={now.password} onValue={(password) => set({ password })} />,
    },
  ]
  return { now, questions }
}

export function AddPerson() {
  const { route } = useLocation()
  const id = useMemo(() => newId(), [])
  const { now, questions } = useQuestions({ name: '', phone: '', language: 'ZH', home: '', password: '' }, t('people.phoneHint'), true)
  const run = async () => {
    const { name, phone, language, home, password } = now
    await act(AddPersonDocument, { input: { id, name, phone, language, homeCode: home || null, password: password || null } })
    toast(t('people.added', { name }))
    route(`/manage/people/${id}`, true)
  }
  return <Wizard title={t('people.add')} up="/manage/people" questions={questions} submit={t('people.addDo')} run={run} />
}

export function ChangePerson({ id }: { id: string }) {
  const person = useManaged(ManagedPersonDocument, { id }).data.value?.person
  return person ? <Change person={person} /> : null
}

function Change({ person }: { person: Person }) {
  const { route } = useLocation()
  const start = { name: person.name, phone: '', language: person.language, home: '', password: '' }
  const { now, questions } = useQuestions(start, t('people.phoneKeep', { phone: person.phone }), false)
  const run = async () => {
    const { name, phone, language, home, password } = now
    const input = { id: person.id, expectedVersion: person.version, name, phone: phone || null, language, homeCode: home || null, newPassword: password || null }
    await act(ChangePersonDocument, { input })
    toast(t('people.changed'))
    route(`/manage/people/${person.id}`, true)
  }
  return <Wizard title={t('people.change')} up={`/manage/people/${person.id}`} questions={questions} submit={t('people.save')} run={run} />
}
