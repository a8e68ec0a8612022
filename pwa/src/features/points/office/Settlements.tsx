import { useSignal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { ConfirmSettlementDocument, OfficeSettlementsDocument, ProposeSettlementDocument, type OfficeSettlementsQuery } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { may } from '../../../api/session'
import { wide } from '../../../shell/wide'
import { Button } from '../../../ui/Button'
import { Empty } from '../../../ui/Empty'
import { Choice } from '../../../ui/Field'
import { Lamp } from '../../../ui/Lamp'
import { Row, Rows } from '../../../ui/Row'
import { Section } from '../../../ui/Section'
import { toast } from '../../../ui/Toast'
import { t } from '../../../words'
import { date, now } from '../../../words/time'
import { Confirm } from '../../people/Confirm'
import { myRoot, useManaged } from '../../people/useManaged'
import { facts, pointsWord } from '../amount'
import { periodName, periodOf, periodsUntil } from '../period'
import { Area } from './Area'
import { Withdrawing } from './Withdrawing'
import { balanceOf, netOf, owing, type Pair } from './netting'

type Table = OfficeSettlementsQuery['settlements']

const STREET = 9

/** What streets owe each other for points earned in one and spent in another, a month at a time, netted and confirmed by both. */
export function Settlements() {
  const period = useSignal(periodOf(now.peek()))
  const options = periodsUntil(now.value).map((value) => ({ value, label: periodName(value) }))
  return (
    <Area area="settlements">
      <p class="small dim">{t('settle.hint')}</p>
      <div class="stack top"><Choice label={t('bank.month')} value={period.value} options={options} onValue={(value) => (period.value = value)} /></div>
      <OfPeriod key={period.value} period={period.value} />
    </Area>
  )
}

function OfPeriod({ period }: { period: string }) {
  const shown = useManaged(OfficeSettlementsDocument, { period })
  const [deciding, setDeciding] = useState<Pair | null>(null)
  const [withdrawing, setWithdrawing] = useState<Pair | null>(null)
  const table = shown.data.value?.settlements
  if (!table) return shown.problem.value ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : null
  const mine = myRoot().slice(0, STREET)
  const owed = table.pairs.filter((pair) => pair.owedByA > 0 || pair.owedByB > 0)
  if (!owed.length) return <Empty title={t('settle.none')}>{t('settle.noneHint')}</Empty>
  return (
    <>
      {period === periodOf(now.value) && <p class="says top-says">{t('settle.running')}</p>}
      {wide.value && <Matrix table={table} mine={mine} />}
      <Section title={t('settle.pairs')} count={owed.length}>
        <Rows>{owed.map((pair) => <li key={pair.id} class="with-act"><PairRow pair={pair} onDecide={() => setDeciding(pair)} onWithdraw={() => setWithdrawing(pair)} /></li>)}</Rows>
      </Section>
      <Deciding pair={deciding} period={period} onClose={() => setDeciding(null)} />
      <Withdrawing pair={withdrawing} onClose={() => setWithdrawing(null)} />
    </>
  )
}

/** Both have agreed, one has, or nobody yet. */
function stateOf(pair: Pair): string {
  if (pair.bookedAt) return t('settle.booked', { date: date(pair.bookedAt) })
  if (!pair.proposed) return t('settle.open')
  if (pair.confirmedByA) return t('settle.confirmedBy', { name: pair.nameA })
  if (pair.confirmedByB) return t('settle.confirmedBy', { name: pair.nameB })
  return t('settle.proposed')
}

/** The figures of a month stand still when it is over: then either of the two streets may propose. */
const mayPropose = ({ proposed, period, streetA, streetB }: Pair): boolean => {
  const root = myRoot().slice(0, STREET)
  return !proposed && may('points:settle') && period < periodOf(now.value) && [streetA, streetB].some((code) => code.startsWith(root))
}

function PairRow({ pair, onDecide, onWithdraw }: { pair: Pair; onDecide: () => void; onWithdraw: () => void }) {
  const { from, to, net } = netOf(pair)
  return (
    <>
      <Row lead={<Lamp lamp={pair.bookedAt ? 'GREEN' : pair.proposed ? 'AMBER' : 'IDLE'} />} title={net ? t('settle.pays', { from, to }) : t('settle.even', { from, to })}
        meta={facts(t('settle.gross', { a: pair.nameA, n: pair.owedByA, b: pair.nameB, m: pair.owedByB }), stateOf(pair), !pair.proposed && pair.withdrawnBecause && t('settle.withdrawn', { reason: pair.withdrawnBecause }))} end={<b class="amount">{pointsWord(net)}</b>} />
      {(pair.canConfirm || mayPropose(pair)) && <Button compact onClick={onDecide}>{t(pair.proposed ? 'settle.confirm' : 'settle.propose')}</Button>}
      {pair.canWithdraw && <Button compact kind="quiet" onClick={onWithdraw}>{t('settle.withdraw')}</Button>}
    </>
  )
}

/** One street proposes the sum, both say that it is right, then it is booked. */
function Deciding({ pair, period, onClose }: { pair: Pair | null; period: string; onClose: () => void }) {
  const proposed = pair?.proposed ?? false
  const run = async () => {
    if (!pair) return
    if (proposed) await act(ConfirmSettlementDocument, { id: newId(), settlementId: pair.id })
    else await act(ProposeSettlementDocument, { id: newId(), streetA: pair.streetA, streetB: pair.streetB, period })
    toast(t(proposed ? 'settle.confirmDone' : 'settle.proposeDone'))
  }
  const net = pair && netOf(pair)
  return (
    <Confirm open={pair !== null} title={t(proposed ? 'settle.confirmAsk' : 'settle.proposeAsk')} hint={net ? t('settle.says', { from: net.from, to: net.to, n: net.net }) : ''}
      submit={t(proposed ? 'settle.confirm' : 'settle.propose')} onClose={onClose} run={run} />
  )
}

/** Who owes whom: rows pay, columns receive; the last column is what a street gets or gives over all. */
function Matrix({ table, mine }: { table: Table; mine: string }) {
  const streets = table.streets.filter(({ code }) => table.pairs.some((pair) => pair.streetA === code || pair.streetB === code))
  const short = (name: string) => name.replace(/街道(办事处)?$/, '')
  return (
    // more columns than a small desk has room for: the keyboard scrolls the table itself
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div class="net-box" tabIndex={0} role="region" aria-label={t('settle.table')}>
      <table class="net">
        <caption class="vh">{t('settle.table')}</caption>
        <thead><tr><th scope="col">{t('settle.rowPays')}</th>{streets.map((one) => <th key={one.code} scope="col">{short(one.name)}</th>)}<th scope="col">{t('settle.balance')}</th></tr></thead>
        <tbody>
          {streets.map((row) => (
            <tr key={row.code} class={row.code === mine ? 'mine' : ''}>
              <th scope="row">{short(row.name)}</th>
              {streets.map((column) => <Cell key={column.code} n={owing(table.pairs, row.code, column.code)} />)}
              <td class="sum-col">{balanceOf(table.pairs, row.code)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Cell = ({ n }: { n: number | null }) => <td class={n === null ? 'self' : n ? '' : 'zero'}>{n ?? '—'}</td>
