import { useLocation } from 'preact-iso'
import { may } from '../../api/session'
import { Page } from '../../shell/Page'
import { Panes } from '../../shell/Panes'
import { wide } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { Empty } from '../../ui/Empty'
import { Row, Rows } from '../../ui/Row'
import { t } from '../../words'
import '../people/manage.css'
import '../snaps/list/list.css'
import './bank.css'
import { ChangeGood, OfferGood } from './counter/GoodForm'
import { Accounts, AccountView } from './office/Accounts'
import { Adjustments } from './office/Adjustments'
import { ChangeBranch, OpenBranch } from './office/BranchForm'
import { Branches, BranchView } from './office/Branches'
import { Ledger } from './office/Ledger'
import { ProposeAdjustment } from './office/ProposeAdjustment'
import { SetRule } from './office/RuleForm'
import { OfficeRules } from './office/Rules'
import { Settlements } from './office/Settlements'
import { areas, type Area } from './rights'

/** /bank/street: a street's and the district's side of the bank. Phones see one thing at a time, desks the list beside it. */
export default function Office() {
  const { path } = useLocation()
  const [area, id, doing] = path.split('/').slice(3)
  const mine = areas()
  if (!mine.length) return <Nothing />
  const detail = detailOf(area, id, doing)
  const list = listOf(area, id)
  if (!wide.value) return detail ?? list ?? <Menu mine={mine} />
  const at = area === 'goods' ? 'branches' : (area ?? mine[0]!.path)
  const shown = <><Tabs mine={mine} at={at} />{list ?? listOf(at, id)}</>
  if (!detail) return <main class="screen manage-whole" id="main" tabIndex={-1}>{shown}</main>
  return <Panes list={() => shown} main={detail} />
}

function listOf(area: string | undefined, id: string | undefined) {
  const lists: Record<string, () => preact.JSX.Element> = {
    branches: () => <Branches selected={id} />,
    accounts: () => <Accounts selected={id} />,
    settlements: () => <Settlements />,
    rules: () => <OfficeRules />,
    adjustments: () => <Adjustments />,
    ledger: () => <Ledger />,
  }
  return (area && lists[area]?.()) || null
}

/** The screen or pane for one thing: /bank/street/branches/new, /bank/street/branches/<id>/change ... */
function detailOf(area: string | undefined, id: string | undefined, doing: string | undefined) {
  if (!area || !id) return null
  const views: Record<string, () => preact.JSX.Element | null> = {
    'branches/new': () => (may('branch:manage') ? <OpenBranch /> : null),
    'branches/': () => <BranchView key={id} id={id} />,
    'branches/change': () => <ChangeBranch key={id} id={id} />,
    'accounts/': () => <AccountView key={id} id={id} />,
    'rules/new': () => (may('points:rule') ? <SetRule /> : null),
    'adjustments/new': () => (may('points:adjust') ? <ProposeAdjustment /> : null),
  }
  if (area === 'goods' && doing) return goodOf(id, doing)
  return views[`${area}/${id === 'new' ? 'new' : (doing ?? '')}`]?.() ?? null
}

/** A good of one of the street's branches: /bank/street/goods/<branch>/<good or new>. */
function goodOf(branchId: string, id: string) {
  const base = `/bank/street/branches/${branchId}`
  if (!may('good:offer')) return null
  return id === 'new' ? <OfferGood branchId={branchId} base={base} /> : <ChangeGood key={id} id={id} base={base} />
}

const Nothing = () => (
  <Page title={t('office.title')} bar={<Bar title={t('office.title')} up="/bank" />}>
    <Empty title={t('manage.notYours')} action={{ label: t('bank.title'), href: '/bank' }}>{t('office.notYoursHint')}</Empty>
  </Page>
)

const Menu = ({ mine }: { mine: readonly Area[] }) => (
  <Page title={t('office.title')} bar={<Bar title={t('office.title')} up="/me" />}>
    <Rows label={t('office.title')}>
      {mine.map((area) => <li key={area.path}><Row href={`/bank/street/${area.path}`} icon={area.icon} title={t(`office.${area.path}`)} meta={t(`office.${area.path}Hint`)} chevron /></li>)}
    </Rows>
  </Page>
)

const Tabs = ({ mine, at }: { mine: readonly Area[]; at: string }) => (
  <nav class="filters manage-tabs" aria-label={t('office.title')}>
    {mine.map((area) => <a key={area.path} href={`/bank/street/${area.path}`} aria-current={area.path === at ? 'page' : undefined}>{t(`office.${area.path}`)}</a>)}
  </nav>
)
