import { useEffect, useRef, useState } from 'preact/hooks'
import { deliver } from '../../../offline/deliver'
import { findHere, here, seeking } from '../../../offline/position'
import { Button } from '../../../ui/Button'
import { Icon } from '../../../ui/Icon'
import { Stepper } from '../../../ui/Stepper'
import { t } from '../../../words'
import { left, now } from '../../../words/time'
import { shortUnit } from '../detail/parties'
import { StepPage } from '../step/StepPage'
import { useStep, type PartStepProps } from '../step/useStep'
import { dayAndClock } from '../when'
import { metresTo } from './distance'
import { itemOf } from './item'

const FAR_METRES = 300

/** What the phone knows of the place; nothing of it ever blocks. */
function placeWords(metres: number | null): string {
  if (metres !== null) return t(metres > FAR_METRES ? 'checkIn.far' : 'checkIn.near', { n: metres })
  if (here.value) return t('checkIn.placed')
  if (seeking.value === 'yes') return t('take.seeking')
  return t(seeking.value === 'denied' ? 'checkIn.denied' : 'checkIn.unplaced')
}

/** 报到: who is there, with its own time and place; works with the network gone. */
export function CheckIn(props: PartStepProps) {
  const { call, choice, part } = props
  const [heads, setHeads] = useState(part.coming ?? part.headcount)
  const sending = useStep(props, heads)
  // the moment of the first press counts, however often it has to be sent
  const pressed = useRef<string | null>(null)
  useEffect(() => void findHere(), [])
  const metres = metresTo(here.value, call.reportLon, call.reportLat)
  const send = () => {
    pressed.current ??= new Date().toISOString()
    const facts = { checkedAt: pressed.current, heads, point: here.value ? { ...here.value, crs: 'WGS84' } : null }
    sending.send((id) => deliver(itemOf('checkIn', call, choice, { id, facts })))
  }
  const late = call.reportAt !== null && Date.parse(call.reportAt) < now.value
  return (
    <StepPage call={call} choice={choice} ask={t('checkIn.ask', { unit: shortUnit(part.unitName) })} sending={sending} note={t('checkIn.note')} label={t('checkIn.do', { n: heads })} onSend={send}>
      <Stepper large label={t('checkIn.heads')} value={heads} onValue={setHeads} />
      {call.reportAt && (
        <div class="row mid check-line"><Icon name="clock" /><span class="grow"><span class="t">{t('call.report', { at: dayAndClock(call.reportAt) })}</span><span class={late ? 'm amber' : 'm'}>{late ? t('checkIn.late', { left: left(call.reportAt) }) : left(call.reportAt)}</span></span></div>
      )}
      <div class="row mid check-line" aria-live="polite">
        <Icon name="pin" />
        <span class="grow"><span class="t">{call.reportPlace}</span><span class={metres !== null && metres > FAR_METRES ? 'm amber' : 'm'}>{placeWords(metres)}</span></span>
        <Button compact busy={seeking.value === 'yes'} onClick={() => void findHere()}>{t('checkIn.again')}</Button>
      </div>
    </StepPage>
  )
}
