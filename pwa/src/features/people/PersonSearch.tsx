import { useEffect, useState } from 'preact/hooks'
import { ManagedPeopleDocument } from './gql/graphql'
import { useShown } from '../../api/shown'
import { Field } from '../../ui/Field'
import { t } from '../../words'
import { PickList } from '../snaps/detail/PickList'
import '../snaps/detail/detail.css'
import { postLine } from './posts'

interface Props {
  chosen: { id: string; name: string } | null
  onChoose: (chosen: { id: string; name: string }) => void
  error?: string | undefined
}

const PAUSE = 300

/** One person by name, or by the phone number or its last four digits. */
export function PersonSearch({ chosen, onChoose, error }: Props) {
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  const shown = useShown(ManagedPeopleDocument, { first: 12, after: null, search: search || null }, { staleBy: () => false })
  const people = (shown.data.value?.people.nodes ?? []).filter((person) => !person.disabled)
  return (
    <>
      <Field label={t('people.search')} type="search" icon="search" value={typed} onValue={setTyped} error={error} />
      <PickList label={t('people.search')} chosen={chosen?.id ?? null} onChoose={onChoose}
        choices={people.map((person) => ({ id: person.id, name: person.name, meta: postLine(person.posts) }))} />
    </>
  )
}
