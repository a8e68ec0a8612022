import { may } from '../../../api/session'
import { t } from '../../../words'
import { inPlay } from '../awaited'
import type { CallFull } from '../steps'
import { stamp } from '../when'
import { shortUnit } from './parties'

/** Who has opened the order: for the desk, so that silence and not knowing can be told apart. */
export function Seen({ call }: { call: CallFull }) {
  const parts = inPlay(call.assignments)
  if (!may('call:dispatch') || parts.length === 0) return null
  return (
    <section>
      <h2 class="detail-h2">{t('seen.title')} <span class="small dim">{t('seen.of', { n: parts.filter((part) => part.looks.length).length, all: parts.length })}</span></h2>
      <dl class="facts seen">
        {parts.map((part) => (
          <>
            <dt>{shortUnit(part.unitName)}</dt>
            <dd>{part.looks.length ? part.looks.map((look) => `${look.person.name} ${stamp(look.at)}`).join('；') : t('seen.nobody')}</dd>
          </>
        ))}
      </dl>
    </section>
  )
}
