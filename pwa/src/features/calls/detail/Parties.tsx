import { lampNow, used } from '../../../ui/ClockRuler'
import { Lamp, lampLetter } from '../../../ui/Lamp'
import { t } from '../../../words'
import { inPlay } from '../awaited'
import type { CallFull, Part } from '../steps'
import { cardOf, shortUnit, tally } from './parties'

/** The called units side by side, in the order of dispatch, never re-sorted; each with its own clock. */
export function Parties({ call }: { call: CallFull }) {
  if (call.assignments.length === 0) return null
  const n = inPlay(call.assignments).length
  return (
    <section>
      <div class="parties-head">
        <h2>{n ? t('party.units', { n }) : t('party.nobody')}</h2>
        <span class="small dim">{tally(call.assignments)}</span>
      </div>
      <ul class="parties">{call.assignments.map((part) => <Party key={part.id} part={part} call={call} />)}</ul>
    </section>
  )
}

function Party({ part, call }: { part: Part; call: CallFull }) {
  const card = cardOf(part, call)
  return (
    <li class={['party', part.status === 'REPLACED' && 'gone', part.mine && 'mine'].filter(Boolean).join(' ')}>
      <Lamp lamp={card.lamp}>{card.state}</Lamp>
      <h3>{shortUnit(part.unitName)}{part.part === 'LEAD' && <> <span class="tag">{t('part.LEAD')}</span></>}</h3>
      {card.facts.map((fact) => <div key={fact} class="m">{fact}</div>)}
      <div class="k">
        <span>{card.since}</span>
        <b class={`lamp ${part.clock && card.lamp !== 'GREEN' ? lampLetter(card.lamp) : ''}`}>{card.due}</b>
      </div>
      <Ruler part={part} />
    </li>
  )
}

/** The unit's own ruler; full and grey once its turn is over. */
function Ruler({ part }: { part: Part }) {
  const own = part.clock && part.status !== 'RETURNED' && part.status !== 'REPORTED' ? part.clock : null
  if (part.status === 'REPLACED') return null
  return (
    <div class={`ruler ${own ? lampLetter(lampNow(own)) : 'n'}`} style={{ '--p': own ? used(own) : 1 }} aria-hidden="true"><i /></div>
  )
}
