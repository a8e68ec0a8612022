import { useState } from 'preact/hooks'
import { ManagedUnitsDocument } from './gql/graphql'
import { may } from '../../api/session'
import { Empty } from '../../ui/Empty'
import { Row, Rows } from '../../ui/Row'
import { t } from '../../words'
import { date } from '../../words/time'
import { Search } from '../snaps/list/Search'
import '../snaps/list/list.css'
import { ListPage } from './ListPage'
import { useManaged } from './useManaged'

/** Units, those that exist first. */
export function Units({ selected }: { selected?: string | undefined }) {
  const [text, setText] = useState('')
  const shown = useManaged(ManagedUnitsDocument, {})
  const add = may('people:write') ? { label: t('units.add'), href: '/manage/units/new' } : null
  const units = shown.data.value?.units
  const found = (units ?? []).filter((unit) => unit.name.includes(text)).sort((a, b) => Number(Boolean(a.dissolvedOn)) - Number(Boolean(b.dissolvedOn)))
  return (
    <ListPage title="manage.units" add={add}>
      <div class="list-head"><Search text={text} onText={setText} focus={false} label={t('units.search')} /></div>
      {!units && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
      {units && !found.length && <Empty title={t(text ? 'step.noMatch' : 'units.none')} {...(add ? { action: add } : {})}>{t('units.noneHint')}</Empty>}
      <Rows label={t('manage.units')}>
        {found.map((unit) => (
          <li key={unit.id}>
            <Row href={`/manage/units/${unit.id}`} selected={unit.id === selected} title={unit.name} meta={t(`unitKind.${unit.kind}`)}
              end={unit.dissolvedOn ? <span class="tag">{t('units.dissolved', { date: date(unit.dissolvedOn) })}</span> : undefined} />
          </li>
        ))}
      </Rows>
    </ListPage>
  )
}
