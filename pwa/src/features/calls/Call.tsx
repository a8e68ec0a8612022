import { Panes } from '../../shell/Panes'
import { wide } from '../../shell/wide'
import { CallPane, CallSide } from './detail/CallPane'
import { CallsPane } from './list/CallsPane'

/** /calls/:id */
export default function Call({ id }: { id: string }) {
  if (!wide.value) return <CallPane key={id} id={id} />
  return <Panes list={() => <div class="calls-left"><CallsPane selected={id} /></div>} main={<CallPane key={id} id={id} />} side={() => <CallSide key={id} id={id} />} />
}
