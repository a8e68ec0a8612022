import { signal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { CounterBranchesDocument } from './gql/graphql'
import { wire } from '../../api/feed'
import { may } from '../../api/session'
import { useShown } from '../../api/shown'
import { Page } from '../../shell/Page'
import { Panes } from '../../shell/Panes'
import { wide } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { Empty } from '../../ui/Empty'
import { t } from '../../words'
import '../people/manage.css'
import '../snaps/list/list.css'
import './bank.css'
import { codeIn } from './code'
import { Claim, Done } from './counter/Claim'
import { Entry } from './counter/Entry'
import { ChangeGood, OfferGood } from './counter/GoodForm'
import { Goods } from './counter/Goods'
import { Today } from './counter/Today'
import { useCounter, type Counter as CounterState } from './counter/useCounter'
import type { Branch } from './exchange/Branches'
import { ofPoints } from './stale'

const BASE = '/bank/counter'
const GOODS = `${BASE}/goods`
const TABS = [{ path: '', word: 'counter.redeem' }, { path: 'today', word: 'counter.today' }, { path: 'goods', word: 'counter.goods' }] as const

/** The branch at whose counter one stands, of those one keeps. */
const standing = signal<string | null>(null)

/** /bank/counter: codes in, goods out; what was redeemed; what is offered. */
export default function Counter() {
  const shown = useShown(CounterBranchesDocument, {}, { staleBy: ofPoints })
  const branches = shown.data.value?.myBranches
  if (!branches) return <Frame>{shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}</Frame>
  const branch = branches.find((one) => one.id === standing.value) ?? branches[0]
  if (!branch) return <Frame><Empty title={t('counter.notYours')} action={{ label: t('shell.home'), href: '/' }}>{t('counter.notYoursHint')}</Empty></Frame>
  return <At key={branch.id} branch={branch} branches={branches} />
}

const Frame = ({ children }: { children: preact.ComponentChildren }) => <Page title={t('counter.title')} bar={<Bar title={t('counter.title')} up="/me" />}>{children}</Page>

/** What is looked at just now: a code to be confirmed, or that it is done; nothing while one is awaited. */
function stageOf(counter: CounterState) {
  const stage = counter.stage.value
  if (stage.at === 'entry') return null
  return stage.at === 'seen' || stage.at === 'voucher' ? <Claim counter={counter} stage={stage} /> : <Done counter={counter} stage={stage} />
}

/** A good to be offered or changed, for whoever may. */
function formOf(branchId: string, area: string | undefined, id: string | undefined) {
  if (area !== 'goods' || !id || !may('good:offer')) return null
  return id === 'new' ? <OfferGood branchId={branchId} base={GOODS} /> : <ChangeGood key={id} id={id} base={GOODS} />
}

function At({ branch, branches }: { branch: Branch; branches: readonly Branch[] }) {
  const { path, query } = useLocation()
  const [area, id] = path.split('/').slice(3)
  const counter = useCounter(branch.id)
  useEffect(() => {
    const code = query.code && codeIn(query.code)
    if (code) counter.look(code)
  }, [query.code])
  const now = stageOf(counter)
  const form = formOf(branch.id, area, id)
  const entry = <Entry counter={counter} offline={wire.value === 'lost' || !navigator.onLine} />
  if (wide.value) return <Panes list={() => <div class="bank-pane counter-pane"><h1>{branch.name}</h1><Which branch={branch} branches={branches} />{entry}</div>} main={form ?? now ?? <Both branch={branch} selected={id} />} />
  if (form) return form
  if (now && !area) return now
  return (
    <Page title={t('counter.title')} bar={<Bar title={branches.length < 2 ? branch.name : t('counter.title')} up="/me" />}>
      <Which branch={branch} branches={branches} />
      <Tabs at={area ?? ''} />
      {area === 'today' && <Today branchId={branch.id} />}
      {area === 'goods' && <Goods branchId={branch.id} base={GOODS} />}
      {!area && entry}
    </Page>
  )
}

/** A desk has room for what was redeemed beside what is offered. */
const Both = ({ branch, selected }: { branch: Branch; selected: string | undefined }) => (
  <Page title={t('counter.title')}>
    <div class="split">
      <div><Today branchId={branch.id} /></div>
      <div><Goods branchId={branch.id} base={GOODS} selected={selected} /></div>
    </div>
  </Page>
)

const Which = ({ branch, branches }: { branch: Branch; branches: readonly Branch[] }) =>
  branches.length < 2 ? null : (
    <select class="in which" aria-label={t('counter.branch')} value={branch.id} onChange={(event) => (standing.value = event.currentTarget.value)}>
      {branches.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
    </select>
  )

const Tabs = ({ at }: { at: string }) => (
  <nav class="filters counter-tabs" aria-label={t('counter.title')}>
    {TABS.map(({ path, word }) => <a key={path} href={path ? `${BASE}/${path}` : BASE} aria-current={at === path ? 'page' : undefined}>{t(word)}</a>)}
  </nav>
)
