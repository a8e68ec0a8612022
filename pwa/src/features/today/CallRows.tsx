import { Row, Rows } from '../../ui/Row'
import { t } from '../../words'
import { CallRow } from '../calls/list/CallRow'
import type { CallsForMe } from './useCalls'

/** The calls that need me, a handful; a row stands there without any too, so that news moves nothing. */
export function CallRows({ calls, selected }: { calls: CallsForMe; selected: string | undefined }) {
  const n = calls.all ?? 0
  if (calls.ids.length === 0) return <Rows><li><Row href="/calls" icon="call" chevron title={t('nav.calls')} meta={t('today.callsNone')} /></li></Rows>
  return (
    <>
      {calls.fresh > 0 && <button class="fresh" type="button" onClick={calls.settle}>{t('ui.newRows', { n: calls.fresh })}</button>}
      <Rows label={t('nav.calls')}>
        {calls.ids.map((id) => <CallRow key={id} id={id} selected={id === selected} gone={calls.gone.has(id)} />)}
        {n > calls.ids.length && <li><Row href="/calls?state=needs" icon="call" chevron title={t('today.calls', { n })} /></li>}
      </Rows>
    </>
  )
}
