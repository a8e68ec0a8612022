import { ListVersionsDocument } from '../gql/graphql'
import { Empty } from '../../../ui/Empty'
import { Row, Rows } from '../../../ui/Row'
import { t } from '../../../words'
import { date, dayOf, now } from '../../../words/time'
import { ListPage } from '../../people/ListPage'
import { useManaged } from '../../people/useManaged'
import '../responsibility.css'

/** Every version of the responsibility list, the last to start first. */
export function Versions({ selected }: { selected?: string | undefined }) {
  const shown = useManaged(ListVersionsDocument, {})
  const answer = shown.data.value
  const versions = answer?.responsibilityLists.nodes
  return (
    <ListPage title="manage.list" add={{ label: t('duty.importShort'), href: '/manage/list/new' }}>
      <p class="small"><a class="link" href="/list">{t('duty.readIt')}</a></p>
      {!versions && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
      {versions?.length === 0 && <Empty title={t('duty.none')}>{t('duty.importFirst')}</Empty>}
      <Rows label={t('manage.list')}>
        {versions?.map((one) => (
          <li key={one.id}>
            <Row href={`/manage/list/${one.id}`} selected={one.id === selected} title={one.name}
              meta={<>{t(standing(one, answer?.responsibilityList?.id), { date: date(one.startsOn) })} · {t('duty.counts', { items: one.itemCount, situations: one.situationCount })}{one.demonstration && <> <span class="tag">{t('call.demonstration')}</span></>}</>} />
          </li>
        ))}
      </Rows>
    </ListPage>
  )
}

/** Whether a version is in force, will be, or was. */
export function standing({ id, startsOn }: { id: string; startsOn: string }, current: string | undefined): 'duty.inForce' | 'duty.willBe' | 'duty.was' {
  if (id === current) return 'duty.inForce'
  return startsOn > dayOf(now.value) ? 'duty.willBe' : 'duty.was'
}
