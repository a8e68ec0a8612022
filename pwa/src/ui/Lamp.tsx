import type { ComponentChildren } from 'preact'
import type { Lamp as LampName } from '../api/gql/graphql'
import { t } from '../words'

const LETTER = { GREEN: 'g', AMBER: 'a', RED: 'r', IDLE: 'n' } as const

/** The css letter of a lamp, for what takes the lamp's colour (rulers, map cells). */
export const lampLetter = (lamp: LampName): 'g' | 'a' | 'r' | 'n' => LETTER[lamp]

/** The lamp's shape alone: disc with tick, triangle, square with bar, ring. `L-k` is the mark inside. */
export function LampShape({ lamp }: { lamp: LampName }) {
  if (lamp === 'RED')
    return <><rect class="L-r" x="1.2" y="1.2" width="13.6" height="13.6" rx="2" /><path class="L-k" d="M4.8 8h6.4" /></>
  if (lamp === 'AMBER')
    return <><path class="L-a" d="M8 1.2 15.3 14.3H.7z" /><path class="L-k" d="M8 6v3.6M8 12.2v.01" /></>
  if (lamp === 'GREEN')
    return <><circle class="L-g" cx="8" cy="8" r="7" /><path class="L-k" d="M5 8.2l2.2 2.2L11.2 6" /></>
  return <circle class="L-n" cx="8" cy="8" r="6" />
}

interface Props {
  lamp: LampName
  /** the word beside it; without, the lamp's own name is there for screen readers */
  children?: ComponentChildren
}

/** A lamp speaks three ways: shape, colour, word. */
export function Lamp({ lamp, children }: Props) {
  return (
    <span class={`lamp ${LETTER[lamp]}${children ? '' : ' only'}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true"><LampShape lamp={lamp} /></svg>
      {children ?? <span class="vh">{t(`lamp.${lamp}`)}</span>}
    </span>
  )
}
