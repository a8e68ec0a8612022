import type { ComponentType } from 'preact'
import { useLocation } from 'preact-iso'
import { Page } from '../../shell/Page'
import { Bar } from '../../ui/Bar'
import { Empty } from '../../ui/Empty'
import { t } from '../../words'
import { CheckIn } from './answer/CheckIn'
import { Completion } from './answer/Completion'
import { People } from './answer/People'
import { Respond } from './answer/Respond'
import { ReturnPart } from './answer/ReturnPart'
import './calls.css'
import './steps.css'
import { Close } from './close/Close'
import { Reopen } from './close/Reopen'
import { useCall } from './detail/CallPane'
import { InCalls } from './InCalls'
import { AddUnits, Dispatch } from './order/Dispatch'
import { Move } from './order/Move'
import { Relieve } from './order/Relieve'
import { SettleReturn } from './order/SettleReturn'
import { Answer } from './pleas/Answer'
import { Later } from './pleas/Later'
import { Propose } from './pleas/Propose'
import { Refuse } from './pleas/Refuse'
import type { Step } from './steps'
import type { PartStepProps, StepProps } from './step/useStep'

const OF_CALL: Partial<Record<Step, ComponentType<StepProps>>> = {
  DISPATCH: Dispatch,
  ADD_UNITS: AddUnits,
  MOVE: Move,
  CLOSE: Close,
  ASK_LATER_CLOSING: Later,
  GRANT_LATER_CLOSING: Answer,
  REFUSE_LATER_CLOSING: Refuse,
  REOPEN: Reopen,
}

const OF_PART: Partial<Record<Step, ComponentType<PartStepProps>>> = {
  RESPOND: Respond,
  RETURN: ReturnPart,
  SEND_PEOPLE: People,
  CHECK_IN: CheckIn,
  REPORT_COMPLETION: Completion,
  SETTLE_RETURN: SettleReturn,
  RELIEVE: Relieve,
  PROPOSE_MEETING: Propose,
  ACCEPT_MEETING: Answer,
  ASK_EXTENSION: Later,
  GRANT_EXTENSION: Answer,
  REFUSE_PLEA: Refuse,
}

/** /calls/:id/:step?part=: the screen of one step. */
export default function StepScreen({ id, step: path }: { id: string; step: string }) {
  const { query } = useLocation()
  const shown = useCall(id)
  const call = shown.data.value?.call
  const step = path.toUpperCase().replaceAll('-', '_') as Step
  const part = call?.assignments.find((one) => one.id === query.part) ?? null
  const [Whole, Single] = [OF_CALL[step], OF_PART[step]]
  const props = call && { call, choice: { step, part }, reload: shown.reload, key: `${id} ${step} ${part?.id}` }
  return (
    <InCalls id={id}>
      {props && Whole ? <Whole {...props} /> : props && Single && part ? <Single {...props} part={part} /> : <Nothing id={id} why={call !== undefined ? 'gone' : shown.problem.value ? 'offline' : 'sought'} />}
    </InCalls>
  )
}

/** Still asked for, never seen here while the network is gone, or no such step. */
const Nothing = ({ id, why }: { id: string; why: 'sought' | 'offline' | 'gone' }) => (
  <Page title={t('calls.title')} bar={<Bar title={t('calls.title')} up={`/calls/${id}`} />}>
    {why === 'offline' && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
    {why === 'gone' && <Empty title={t('call.gone')} action={{ label: t('call.toList'), href: '/calls' }}>{t('call.goneHint')}</Empty>}
  </Page>
)
