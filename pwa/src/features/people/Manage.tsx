import { useLocation } from 'preact-iso'
import { may } from '../../api/session'
import { Page } from '../../shell/Page'
import { Panes } from '../../shell/Panes'
import { wide } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { Empty } from '../../ui/Empty'
import type { IconName } from '../../ui/Icon'
import { Row, Rows } from '../../ui/Row'
import { t } from '../../words'
import { ImportList } from '../responsibility/import/ImportList'
import { Versions } from '../responsibility/import/Versions'
import { VersionView } from '../responsibility/import/VersionView'
import { Appoint } from './Appoint'
import './manage.css'
import { People } from './People'
import { AddPerson, ChangePerson } from './PersonForm'
import { PersonView } from './PersonView'
import { DelegatePost } from './DelegatePost'
import { Posts } from './Posts'
import { ManagedReveals } from './Reveals'
import { CellStaffing } from './CellStaffing'
import { StaffCell } from './StaffCell'
import { Staffing } from './Staffing'
import { AddUnit, ChangeUnit } from './UnitForm'
import { Units } from './Units'
import { UnitView } from './UnitView'

type Name = 'people' | 'posts' | 'units' | 'staffing' | 'list' | 'reveals'

interface Area {
  path: Name
  icon: IconName
  permission: string
}

const AREAS: readonly Area[] = [
  { path: 'people', icon: 'people', permission: 'people:read' },
  { path: 'posts', icon: 'flag', permission: 'people:read' },
  { path: 'units', icon: 'house', permission: 'people:read' },
  { path: 'staffing', icon: 'map', permission: 'staffing:read' },
  { path: 'list', icon: 'list', permission: 'responsibility:write' },
  { path: 'reveals', icon: 'phone', permission: 'people:write' },
]

const allowed = (): readonly Area[] => AREAS.filter((area) => may(area.permission))

/** /manage: people, posts, units, staffing, the responsibility list, looks at numbers. Phones see one thing at a time, desks the list beside it. */
export default function Manage() {
  const { path } = useLocation()
  const [area, id, doing] = path.split('/').slice(2)
  const areas = allowed()
  if (!areas.length) return <Nothing />
  const detail = detailOf(area, id, doing)
  const list = listOf(area, id)
  if (!wide.value) return detail ?? list ?? <Menu areas={areas} />
  const shown = <><Tabs areas={areas} at={area} />{list ?? listOf(areas[0]!.path, id)}</>
  if (!detail) return <main class="screen manage-whole" id="main" tabIndex={-1}>{shown}</main>
  return <Panes list={() => shown} main={detail} />
}

function listOf(area: string | undefined, id: string | undefined) {
  if (area === 'people') return <People selected={id} />
  if (area === 'posts') return <Posts />
  if (area === 'units') return <Units selected={id} />
  if (area === 'list') return <Versions selected={id} />
  if (area === 'reveals') return <ManagedReveals />
  return area === 'staffing' ? <Staffing selected={id} /> : null
}

/** The screen or pane for one thing: /manage/people/new, /manage/people/<id>, /manage/people/<id>/appoint ... */
function detailOf(area: string | undefined, id: string | undefined, doing: string | undefined) {
  if (!area || !id) return null
  const writes = may('people:write')
  const views: Record<string, () => preact.JSX.Element | null> = {
    'people/new': () => (writes ? <AddPerson /> : null),
    'people/': () => <PersonView key={id} id={id} />,
    'people/change': () => <ChangePerson key={id} id={id} />,
    'people/appoint': () => <Appoint key={id} personId={id} />,
    'units/new': () => (writes ? <AddUnit /> : null),
    'units/': () => <UnitView key={id} id={id} />,
    'units/change': () => <ChangeUnit key={id} id={id} />,
    'posts/delegate': () => <DelegatePost key={id} id={id} />,
    'list/new': () => (may('responsibility:write') ? <ImportList /> : null),
    'list/': () => <VersionView key={id} id={id} />,
    'staffing/': () => <CellStaffing key={id} code={id} />,
    'staffing/add': () => <StaffCell key={id} code={id} />,
  }
  return views[`${area}/${id === 'new' ? 'new' : (doing ?? '')}`]?.() ?? null
}

const Nothing = () => (
  <Page title={t('manage.title')} bar={<Bar title={t('manage.title')} up="/me" />}>
    <Empty title={t('manage.notYours')} action={{ label: t('shell.home'), href: '/' }}>{t('manage.notYoursHint')}</Empty>
  </Page>
)

const Menu = ({ areas }: { areas: readonly Area[] }) => (
  <Page title={t('manage.title')} bar={<Bar title={t('manage.title')} up="/me" />}>
    <Rows label={t('manage.title')}>
      {areas.map((area) => (
        <li key={area.path}><Row href={`/manage/${area.path}`} icon={area.icon} title={t(`manage.${area.path}`)} meta={t(`manage.${area.path}Hint`)} /></li>
      ))}
    </Rows>
  </Page>
)

const Tabs = ({ areas, at }: { areas: readonly Area[]; at: string | undefined }) => (
  <nav class="filters manage-tabs" aria-label={t('manage.title')}>
    {areas.map((area, n) => (
      <a key={area.path} href={`/manage/${area.path}`} aria-current={area.path === at || (!at && n === 0) ? 'page' : undefined}>{t(`manage.${area.path}`)}</a>
    ))}
  </nav>
)
