import { OfficeBranchDocument, OfficeBranchesDocument } from '../gql/graphql'
import { may } from '../../../api/session'
import { Page } from '../../../shell/Page'
import { Bar } from '../../../ui/Bar'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Empty } from '../../../ui/Empty'
import { Row, Rows } from '../../../ui/Row'
import { Section } from '../../../ui/Section'
import { t } from '../../../words'
import { myRoot, useManaged } from '../../people/useManaged'
import { facts, pointsWord } from '../amount'
import { Goods } from '../counter/Goods'
import { Statement } from '../wallet/Statement'
import { Area } from './Area'

const UP = '/bank/street/branches'

/** The branches of my street, those that are open first. */
export function Branches({ selected }: { selected?: string | undefined }) {
  const shown = useManaged(OfficeBranchesDocument, { within: myRoot() })
  const branches = shown.data.value?.branches
  const add = may('branch:manage') && { label: t('office.open'), href: `${UP}/new` }
  return (
    <Area area="branches" add={add}>
      {!branches && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
      {branches?.length === 0 && <Empty title={t('office.noBranch')} {...(add ? { action: add } : {})}>{t('office.noBranchHint')}</Empty>}
      <Rows label={t('office.branches')}>
        {branches?.toSorted((a, b) => Number(b.open) - Number(a.open)).map((branch) => (
          <li key={branch.id}>
            <Row href={`${UP}/${branch.id}`} icon="house" selected={branch.id === selected} class={branch.open ? undefined! : 'gone'} title={branch.name}
              meta={facts(branch.streetName, branch.place, branch.badConnection && t('branch.bad'))}
              end={branch.open ? branch.account && <span class="faint small">{pointsWord(branch.account.available)}</span> : <span class="tag">{t('branch.closed')}</span>} />
          </li>
        ))}
      </Rows>
    </Area>
  )
}

/** One branch: its facts, its catalogue, its account's month. */
export function BranchView({ id }: { id: string }) {
  const shown = useManaged(OfficeBranchDocument, { id })
  const branch = shown.data.value?.branch
  if (!branch) return shown.data.value ? <Page title={t('branch.missing')} bar={<Bar title={t('branch.missing')} up={UP} />}><Empty title={t('branch.missing')}>{t('branch.missingHint')}</Empty></Page> : null
  const manages = may('branch:manage')
  return (
    <Page title={branch.name} docked={manages} bar={<Bar title={branch.name} up={UP} />}
      dock={manages && <Dock><Button kind="primary" icon="pencil" href={`${UP}/${id}/change`}>{t('office.change')}</Button></Dock>}>
      <dl class="facts">
        <dt>{t('branch.place')}</dt><dd>{facts(branch.streetName, branch.place)}</dd>
        <dt>{t('branch.hours')}</dt><dd>{branch.hours}</dd>
        <dt>{t('office.state')}</dt><dd>{facts(t(branch.open ? 'branch.open' : 'branch.closed'), branch.badConnection && t('branch.bad'))}</dd>
        {branch.account && <><dt>{t('office.taken')}</dt><dd>{pointsWord(branch.account.available)}</dd></>}
      </dl>
      <Goods branchId={id} base={`/bank/street/goods/${id}`} />
      {branch.account && may('points:read') && <Section title={t('bank.lines')}><Statement accountId={branch.account.id} name={branch.name} /></Section>}
    </Page>
  )
}
