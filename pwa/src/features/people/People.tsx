import { useEffect, useState } from 'preact/hooks'
import { ManagedPeopleDocument } from './gql/graphql'
import { request } from '../../api/request'
import { may } from '../../api/session'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Row, Rows } from '../../ui/Row'
import { t } from '../../words'
import { Search } from '../snaps/list/Search'
import '../snaps/list/list.css'
import { ListPage } from './ListPage'
import { postLine, type Person } from './posts'
import { useManaged } from './useManaged'

const PAGE = 50

/** Everybody, by name; found by a part of it, the last four digits of the number, or the whole one. */
export function People({ selected }: { selected?: string | undefined }) {
  const [text, setText] = useState('')
  const add = may('people:write') ? { label: t('people.add'), href: '/manage/people/new' } : null
  return (
    <ListPage title="manage.people" add={add}>
      <div class="list-head"><Search text={text} onText={setText} focus={false} label={t('people.search')} /></div>
      <Found key={text} search={text} selected={selected} add={add} />
    </ListPage>
  )
}

interface FoundProps {
  search: string
  selected: string | undefined
  add: { label: string; href: string } | null
}

function Found({ search, selected, add }: FoundProps) {
  const shown = useManaged(ManagedPeopleDocument, { first: PAGE, after: null, search: search || null })
  const [more, setMore] = useState<readonly Person[]>([])
  const [next, setNext] = useState<string | null>(null)
  const first = shown.data.value?.people
  useEffect(() => {
    setMore([])
    setNext(first?.pageInfo.hasNextPage ? first.pageInfo.endCursor : null)
  }, [first])
  const showMore = async () => {
    const { people } = await request(ManagedPeopleDocument, { first: PAGE, after: next, search: search || null })
    setMore([...more, ...people.nodes])
    setNext(people.pageInfo.hasNextPage ? people.pageInfo.endCursor : null)
  }
  if (!first) return shown.problem.value ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : null
  const people = [...first.nodes, ...more]
  if (!people.length)
    return <Empty title={t(search ? 'people.notFound' : 'people.none')} {...(add ? { action: add } : {})}>{t(search ? 'people.notFoundHint' : 'people.noneHint')}</Empty>
  return (
    <>
      <Rows label={t('manage.people')}>
        {people.map((person) => (
          <li key={person.id}>
            <Row href={`/manage/people/${person.id}`} selected={person.id === selected} title={person.name} meta={postLine(person.posts)}
              end={person.disabled ? <span class="tag">{t(person.erased ? 'people.erased' : 'people.disabled')}</span> : undefined} class={person.disabled ? 'gone' : undefined!} />
          </li>
        ))}
      </Rows>
      {next && <div class="list-end"><Button onClick={() => void showMore()}>{t('list.more')}</Button></div>}
    </>
  )
}
