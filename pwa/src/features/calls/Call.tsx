import { CallPane, CallSide } from './detail/CallPane'
import { InCalls } from './InCalls'

/** /calls/:id */
export default function Call({ id }: { id: string }) {
  return (
    <InCalls id={id} side={() => <CallSide key={id} id={id} />}>
      <CallPane key={id} id={id} />
    </InCalls>
  )
}
