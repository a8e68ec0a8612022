import { useSignal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { WalletBalanceDocument, WalletStatementCsvDocument, WalletStatementDocument, type LinePartsFragment } from '../gql/graphql'
import { request } from '../../../api/request'
import { signedIn } from '../../../api/session'
import { useShown } from '../../../api/shown'
import { download, tableFile } from '../../../offline/export'
import { Page } from '../../../shell/Page'
import { Bar } from '../../../ui/Bar'
import { Button } from '../../../ui/Button'
import { Counts } from '../../../ui/Counts'
import { Empty } from '../../../ui/Empty'
import { Choice } from '../../../ui/Field'
import { Rows } from '../../../ui/Row'
import { toast } from '../../../ui/Toast'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { now } from '../../../words/time'
import { periodName, periodOf, periodsUntil } from '../period'
import { ofPoints } from '../stale'
import { LineRow } from './LineRow'

const PAGE = 50

/** /bank/lines: my statement, a month at a time. */
export function Lines() {
  const account = useShown(WalletBalanceDocument, {}, { when: signedIn.value, staleBy: ofPoints }).data.value?.myPoints
  return (
    <Page title={t('bank.lines')} bar={<Bar title={t('bank.lines')} up="/bank" />}>
      {account ? <Statement accountId={account.id} name={t('bank.fileName')} /> : <Empty title={t('bank.none')} action={{ label: t('bank.rules'), href: '/bank/rules' }}>{t('bank.noneHint')}</Empty>}
    </Page>
  )
}

/** /bank/units/:id/lines: the same of a unit that I represent. */
export function UnitLines({ id }: { id: string }) {
  const wallets = useShown(WalletBalanceDocument, {}, { when: signedIn.value, staleBy: ofPoints }).data.value?.unitWallets
  const unit = wallets?.find((one) => one.unitId === id)
  return (
    <Page title={t('bank.lines')} bar={<Bar title={unit?.name ?? t('bank.lines')} up={`/bank/units/${id}`} />}>
      {unit?.account && <Statement accountId={unit.account.id} name={t('bank.unitFile', { name: unit.name })} />}
      {wallets && !unit?.account && <Empty title={t('bank.none')} action={{ label: t('bank.back'), href: '/bank' }}>{t('bank.unitNone')}</Empty>}
    </Page>
  )
}

/** An account's month: how it began, what came and went, how it ended, every line; also as a table to keep. */
export function Statement({ accountId, name }: { accountId: string; name: string }) {
  const period = useSignal(periodOf(now.peek()))
  const task = useTask()
  const options = periodsUntil(now.value).map((value) => ({ value, label: periodName(value) }))
  const save = () =>
    task.run(async () => {
      const { pointsStatementCsv } = await request(WalletStatementCsvDocument, { accountId, period: period.value })
      const file = tableFile(pointsStatementCsv, `${name}-${period.value}.csv`)
      download(file)
      toast(t('bank.saved', { name: file.name }))
    })
  return (
    <div class="statement bank-statement">
      <div class="statement-head">
        <Choice label={t('bank.month')} value={period.value} options={options} onValue={(value) => (period.value = value)} />
        <Button busy={task.busy} icon="save" onClick={save}>{t('bank.csv')}</Button>
      </div>
      {task.error && <p class="danger small" role="alert">{task.error}</p>}
      <Month key={period.value} accountId={accountId} period={period.value} />
    </div>
  )
}

function Month({ accountId, period }: { accountId: string; period: string }) {
  const shown = useShown(WalletStatementDocument, { accountId, period, first: PAGE, after: null }, { staleBy: ofPoints })
  const statement = shown.data.value?.pointsStatement
  const [more, setMore] = useState<readonly LinePartsFragment[]>([])
  const [next, setNext] = useState<string | null>(null)
  useEffect(() => {
    setMore([])
    setNext(statement?.lines.pageInfo.hasNextPage ? statement.lines.pageInfo.endCursor : null)
  }, [statement])
  if (!statement) return shown.problem.value ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : null
  const showMore = async () => {
    const { lines } = (await request(WalletStatementDocument, { accountId, period, first: PAGE, after: next })).pointsStatement
    setMore([...more, ...lines.nodes])
    setNext(lines.pageInfo.hasNextPage ? lines.pageInfo.endCursor : null)
  }
  const lines = [...statement.lines.nodes, ...more]
  return (
    <>
      <Counts label={t('bank.ofMonth', { month: periodName(period) })} counts={[
        { label: t('bank.opening'), value: statement.opening }, { label: t('bank.earned'), value: statement.earned },
        { label: t('bank.spent'), value: statement.spent }, { label: t('bank.closing'), value: statement.closing },
      ]} />
      {lines.length === 0 ? <Empty title={t('bank.monthNone')}>{t('bank.monthNoneHint')}</Empty> : (
        <Rows label={t('bank.lines')}>{lines.map((line) => <li key={line.id}><LineRow line={line} /></li>)}</Rows>
      )}
      {next && <div class="list-end"><Button onClick={() => void showMore()}>{t('list.more')}</Button></div>}
    </>
  )
}
