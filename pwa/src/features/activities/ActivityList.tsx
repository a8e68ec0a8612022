import { signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { ActivitiesDocument, type ActivityRowFragment } from './gql/graphql'
import { request } from '../../api/request'
import { may, me, settings } from '../../api/session'
import { useShown } from '../../api/shown'
import { district, needCells } from '../../offline/cells'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Choice } from '../../ui/Field'
import { Filters } from '../../ui/Filters'
import { Rows } from '../../ui/Row'
import { t } from '../../words'
import { ActivityRow } from './ActivityRow'
import { ofActivities } from './stale'

type Which = 'coming' | 'past'

const PAGE = 30
const STREET = 9
const COMMUNITY = 12

/** The list last looked at: beside an activity on a desk it stays as it was. */
const within = signal<string | null>(null)
const which = signal<Which>('coming')

/** My community, its street, the district: the places a list can be about, nearest first. */
function places(): { value: string; label: string }[] {
  const home = me.value?.homeCode || me.value?.posts[0]?.code || ''
  const { rootCode = '', rootName = '' } = settings.value ?? {}
  const divisions = district.value.divisions
  const named = [home.slice(0, COMMUNITY), home.slice(0, STREET)].flatMap((code) => divisions.filter((one) => one.code === code))
  const others = divisions.filter((one) => one.kind === 'STREET' && !home.startsWith(one.code))
  return [...named, { code: rootCode, name: rootName }, ...others].map(({ code, name }) => ({ value: code, label: name }))
}

/** Whether somebody here may call people together. */
export const organises = (): boolean => may('activity:organise')

/** Activities of a place, the next first; those that are over, the latest first. */
export function ActivityList({ selected }: { selected?: string | undefined }) {
  useEffect(() => void needCells(), [])
  const options = places()
  const at = within.value ?? settings.value?.rootCode ?? ''
  return (
    <>
      <div class="act-head">
        <Choice label={t('activity.where')} value={at} options={options} onValue={(code) => (within.value = code)} />
        {organises() && <Button icon="plus" href="/activities/new">{t('activity.publish')}</Button>}
      </div>
      <Filters label={t('activity.which')} value={which.value} items={[{ value: 'coming', label: t('activity.coming') }, { value: 'past', label: t('activity.past') }]} onChoose={(next) => (which.value = next)} />
      <Found key={`${at} ${which.value}`} within={at} past={which.value === 'past'} selected={selected} />
    </>
  )
}

function Found({ within: place, past, selected }: { within: string; past: boolean; selected: string | undefined }) {
  const shown = useShown(ActivitiesDocument, { within: place, first: PAGE, after: null, past }, { staleBy: ofActivities })
  const first = shown.data.value?.activities
  const [more, setMore] = useState<readonly ActivityRowFragment[]>([])
  const [next, setNext] = useState<string | null>(null)
  useEffect(() => {
    setMore([])
    setNext(first?.pageInfo.hasNextPage ? first.pageInfo.endCursor : null)
  }, [first])
  if (!first) return shown.problem.value ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : null
  const showMore = async () => {
    const { activities } = await request(ActivitiesDocument, { within: place, first: PAGE, after: next, past })
    setMore([...more, ...activities.nodes])
    setNext(activities.pageInfo.hasNextPage ? activities.pageInfo.endCursor : null)
  }
  const rows = [...first.nodes, ...more]
  if (!rows.length) return <Empty title={t(past ? 'activity.nonePast' : 'activity.none')} {...(organises() && !past ? { action: { label: t('activity.publish'), href: '/activities/new' } } : {})}>{t('activity.noneHint')}</Empty>
  return (
    <>
      <Rows label={t('activity.title')}>{rows.map((one) => <li key={one.id}><ActivityRow activity={one} selected={one.id === selected} /></li>)}</Rows>
      {next && <div class="list-end"><Button onClick={() => void showMore()}>{t('list.more')}</Button></div>}
    </>
  )
}
