import { useSignal } from '@preact/signals'
import { OfficeLedgerDocument, type OfficeLedgerQuery } from '../gql/graphql'
import { request } from '../../../api/request'
import { Button } from '../../../ui/Button'
import { Lamp } from '../../../ui/Lamp'
import { Row, Rows } from '../../../ui/Row'
import { Section } from '../../../ui/Section'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { date, clock } from '../../../words/time'
import { Area } from './Area'

type Verdict = OfficeLedgerQuery['ledgerVerify']

/** The whole ledger, counted again from its first line when the supervisor asks. */
export function Ledger() {
  const verdict = useSignal<Verdict | null>(null)
  const task = useTask()
  const run = () => task.run(async () => void (verdict.value = (await request(OfficeLedgerDocument, {})).ledgerVerify))
  return (
    <Area area="ledger">
      <p class="dim">{t('ledger.hint')}</p>
      <div class="top"><Button kind="primary" icon="again" busy={task.busy} onClick={run}>{t(verdict.value ? 'ledger.again' : 'ledger.do')}</Button></div>
      {task.error && <p class="danger small top" role="alert">{task.error}</p>}
      <div aria-live="polite">{verdict.value && <Shown verdict={verdict.value} />}</div>
    </Area>
  )
}

function Shown({ verdict }: { verdict: Verdict }) {
  const { ok, transfers, headSeq, headHash, faults, checkedAt } = verdict
  return (
    <>
      <div class="verdict">
        <Lamp lamp={ok ? 'GREEN' : 'RED'}>{t(ok ? 'ledger.ok' : 'ledger.faults', { n: faults.length })}</Lamp>
        <p>{t(ok ? 'ledger.okSays' : 'ledger.faultsSay', { n: transfers })}</p>
        <p class="small dim">{t('ledger.checked', { date: date(checkedAt), clock: clock(checkedAt) })}</p>
      </div>
      {faults.length > 0 && (
        <Section title={t('ledger.faultsTitle')} count={faults.length}>
          <Rows>{faults.map((fault) => <li key={`${fault.invariant} ${fault.seq} ${fault.accountId}`}><Row lead={<Lamp lamp="RED" />} title={fault.words} meta={[t('ledger.rule', { n: fault.invariant }), fault.seq !== null && t('ledger.seq', { n: fault.seq })].filter(Boolean).join(' · ')} /></li>)}</Rows>
        </Section>
      )}
      <Section title={t('ledger.head')}>
        <p class="small dim">{t('ledger.headHint', { n: headSeq })}</p>
        <p class="hash top">{headHash.match(/.{1,4}/g)?.join(' ')}</p>
      </Section>
    </>
  )
}
