import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { OfficeAccountsDocument } from '../gql/graphql'
import { settings } from '../../../api/session'
import { district, needCells } from '../../../offline/cells'
import { Page } from '../../../shell/Page'
import { Bar } from '../../../ui/Bar'
import { Empty } from '../../../ui/Empty'
import { Choice } from '../../../ui/Field'
import { Row, Rows } from '../../../ui/Row'
import { Section } from '../../../ui/Section'
import { t } from '../../../words'
import { myRoot, useManaged } from '../../people/useManaged'
import { facts, signed } from '../amount'
import type { Account } from '../heads'
import { Statement } from '../wallet/Statement'
import { Area } from './Area'

const STREET = 9
const UP = '/bank/street/accounts'
const KINDS: readonly Account['kind'][] = ['ISSUER', 'BRANCH', 'CLEARING', 'EXPIRED', 'ADJUSTMENT', 'HOLDER']

/** Whose accounts are looked at: a street's people see their street, the district's choose one. */
const street = { chosen: '' }

/** A street's books: what it issued, what its branches took in, what it owes and is owed. */
export function Accounts({ selected }: { selected?: string | undefined }) {
  const root = myRoot()
  const own = root.length >= STREET ? root.slice(0, STREET) : ''
  useEffect(() => void (own || needCells()), [])
  const streets = district.value.divisions.filter((one) => one.kind === 'STREET')
  const code = useSignal(own || street.chosen)
  const at = code.value || streets[0]?.code || ''
  const choose = (next: string) => {
    street.chosen = code.value = next
  }
  return (
    <Area area="accounts">
      {!own && streets.length > 0 && <div class="stack top"><Choice label={t('manage.street')} value={at} options={streets.map((one) => ({ value: one.code, label: one.name }))} onValue={choose} /></div>}
      {at ? <OfStreet key={at} code={at} selected={selected} /> : <Empty title={t('office.noStreet')}>{settings.value?.rootName}</Empty>}
    </Area>
  )
}

function OfStreet({ code, selected }: { code: string; selected: string | undefined }) {
  const shown = useManaged(OfficeAccountsDocument, { street: code })
  const accounts = shown.data.value?.streetAccounts
  const branches = new Map(shown.data.value?.branches.map((branch) => [branch.account?.id, branch.name]))
  if (!accounts) return shown.problem.value ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : null
  if (!accounts.length) return <Empty title={t('office.noAccounts')}>{t('office.noAccountsHint')}</Empty>
  return (
    <>
      {KINDS.map((kind) => {
        const some = accounts.filter((one) => one.kind === kind)
        if (!some.length) return null
        return (
          <Section key={kind} title={t(`account.${kind}`)} count={some.length}>
            <p class="small dim">{t(`account.${kind}Hint`)}</p>
            <Rows>{some.map((one) => <li key={one.id}><AccountRow account={one} name={branches.get(one.id) ?? one.ownerName} selected={one.id === selected} /></li>)}</Rows>
          </Section>
        )
      })}
    </>
  )
}

const AccountRow = ({ account, name, selected }: { account: Account; name: string; selected: boolean }) => (
  <Row href={`${UP}/${account.id}`} selected={selected} title={name} meta={facts(account.pending > 0 && t('bank.pending', { n: account.pending }), account.closedAt && t('office.closed'))}
    end={<b class="amount">{account.posted < 0 ? signed(account.posted) : account.posted}</b>} />
)

/** One account's month. */
export const AccountView = ({ id }: { id: string }) => (
  <Page title={t('office.statement')} bar={<Bar title={t('office.statement')} up={UP} />}>
    <Statement accountId={id} name={t('office.statement')} />
  </Page>
)
