import { useSignal } from '@preact/signals'
import { ExchangeBranchesDocument, type BranchPartsFragment } from '../gql/graphql'
import { me, settings } from '../../../api/session'
import { useShown } from '../../../api/shown'
import { Page } from '../../../shell/Page'
import { Bar } from '../../../ui/Bar'
import { Empty } from '../../../ui/Empty'
import { Filters } from '../../../ui/Filters'
import { Row, Rows } from '../../../ui/Row'
import { t } from '../../../words'
import { facts } from '../amount'
import { ofPoints } from '../stale'

export type Branch = BranchPartsFragment
type Where = 'near' | 'all'

const STREET = 9

/** The street where one lives or works; nothing when the phone does not know. */
const homeStreet = (): string => {
  const code = me.value?.homeCode || me.value?.posts[0]?.code || ''
  return code.length >= STREET ? code.slice(0, STREET) : ''
}

/** My own community's branches first, open ones before closed ones. */
export function nearestFirst<B extends Pick<Branch, 'code' | 'open' | 'name'>>(branches: readonly B[], home: string): B[] {
  const shared = (code: string): number => {
    let n = 0
    while (n < code.length && code[n] === home[n]) n++
    return n
  }
  return branches.toSorted((a, b) => Number(b.open) - Number(a.open) || shared(b.code) - shared(a.code) || a.name.localeCompare(b.name, 'zh'))
}

/** /bank/branches: where points can be exchanged, mine first, then everywhere: points of any street are good at any branch. */
export function Branches({ selected }: { selected?: string | undefined }) {
  const street = homeStreet()
  const where = useSignal<Where>(street ? 'near' : 'all')
  const within = where.value === 'near' ? street : (settings.value?.rootCode ?? '')
  const shown = useShown(ExchangeBranchesDocument, { within }, { staleBy: ofPoints })
  const branches = shown.data.value?.branches
  const items = [{ value: 'near' as const, label: t('branch.near') }, { value: 'all' as const, label: t('branch.all') }]
  return (
    <Page title={t('bank.exchange')} bar={<Bar title={t('bank.exchange')} up="/bank" />}>
      {street && <Filters label={t('branch.where')} value={where.value} items={items} onChoose={(next) => (where.value = next)} />}
      {branches ? <Found branches={branches} selected={selected} onAll={where.value === 'near' ? () => (where.value = 'all') : null} /> : shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
      <p class="says top-says">{t('bank.anyBranch')}</p>
    </Page>
  )
}

interface FoundProps {
  branches: readonly Branch[]
  selected: string | undefined
  /** widens the search; null when it is as wide as can be */
  onAll: (() => void) | null
}

function Found({ branches, selected, onAll }: FoundProps) {
  if (!branches.length && onAll) return <Empty title={t('branch.noneNear')} action={{ label: t('branch.seeAll'), onClick: onAll }}>{t('branch.noneNearHint')}</Empty>
  if (!branches.length) return <Empty title={t('branch.none')}>{t('branch.noneHint')}</Empty>
  return (
    <Rows label={t('branch.list')}>
      {nearestFirst(branches, me.value?.homeCode ?? '').map((branch) => <li key={branch.id}><BranchRow branch={branch} selected={branch.id === selected} /></li>)}
    </Rows>
  )
}

const BranchRow = ({ branch, selected }: { branch: Branch; selected: boolean }) => (
  <Row href={`/bank/branches/${branch.id}`} icon="house" selected={selected} chevron class={branch.open ? undefined! : 'gone'} title={branch.name}
    meta={facts(branch.streetName, branch.place, branch.hours)} end={branch.open ? undefined : <span class="tag">{t('branch.closed')}</span>} />
)
