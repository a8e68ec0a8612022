import type { Lamp as LampName } from '../api/gql/graphql'
import { left, now } from '../words/time'
import { Lamp, lampLetter } from './Lamp'

interface Clocked {
  lamp: LampName
  limitStart?: string | null
  dueAt?: string | null
  /** when it turns amber, where the server says so: another clock of the same call may before this one does */
  amberAt?: string | null
}

const AMBER_AT = 0.75

/** The part of the limit that is used, 0 to 1. */
export function used({ limitStart, dueAt }: Clocked): number {
  if (!limitStart || !dueAt) return 0
  const start = Date.parse(limitStart)
  const whole = Math.max(1, Date.parse(dueAt) - start)
  return Math.min(1, Math.max(0, (now.value - start) / whole))
}

/** The lamp at this moment: the server computed it when it answered, the clock goes on since. */
export function lampNow(it: Clocked): LampName {
  if (it.lamp === 'IDLE' || !it.dueAt) return it.lamp
  const part = used(it)
  if (part >= 1) return 'RED'
  return (it.amberAt ? now.value >= Date.parse(it.amberAt) : part >= AMBER_AT) ? 'AMBER' : 'GREEN'
}

/** What is left, in the lamp's colour; nothing when no clock runs. */
export function Left(it: Clocked) {
  if (it.lamp === 'IDLE' || !it.dueAt) return null
  return <span class={`lamp ${lampLetter(lampNow(it))}`}>{left(it.dueAt)}</span>
}

/** 时限尺: a clock one can see, from issue to limit, with a notch at 75 %. */
export function ClockRuler(it: Clocked) {
  const lamp = lampNow(it)
  return (
    <div class="line">
      <Lamp lamp={lamp}>{it.dueAt && lamp !== 'IDLE' ? left(it.dueAt) : undefined}</Lamp>
      <div class={`ruler grow ${lampLetter(lamp)}`} style={{ '--p': used(it) }} aria-hidden="true"><i /></div>
    </div>
  )
}
