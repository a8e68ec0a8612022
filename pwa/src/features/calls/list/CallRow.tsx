import { lampNow, Left } from '../../../ui/ClockRuler'
import { Lamp } from '../../../ui/Lamp'
import { Row } from '../../../ui/Row'
import { useFlash } from '../../../ui/useFlash'
import { t } from '../../../words'
import { when } from '../../../words/time'
import { shortStreet } from '../awaited'
import { callHead, type CallHead } from '../heads'
import { standing } from '../own'
import { Urgent } from '../Urgent'

interface Props {
  id: string
  selected: boolean
  /** no longer in this list: dimmed until the reader settles */
  gone?: boolean
}

/** One call in a list. It reads the store, so it changes in place when news comes. */
export function CallRow({ id, ...rest }: Props) {
  const call = callHead(id)?.value
  return call ? <Known call={call} {...rest} /> : null
}

function Known({ call, selected, gone }: Omit<Props, 'id'> & { call: CallHead }) {
  const flash = useFlash(call.version)
  const { clock, says } = standing(call)
  const clocked = gone ? null : clock
  return (
    <li>
      <Row
        href={`/calls/${call.id}`}
        class={['snap-row', flash && 'flash', gone && 'gone'].filter(Boolean).join(' ')}
        selected={selected}
        lead={<Lamp lamp={clocked ? lampNow(clocked) : 'IDLE'} />}
        title={call.title || t('call.untitled')}
        meta={<>{call.urgency === 'EMERGENCY' && <><Urgent urgency={call.urgency} /> </>}{shortStreet(call.streetName)} · {says}</>}
        end={clocked ? <Left {...clocked} /> : <span class="faint small">{when(call.updatedAt)}</span>}
      />
    </li>
  )
}
