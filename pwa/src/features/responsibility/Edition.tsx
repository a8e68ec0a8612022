import type { ListPartsFragment } from './gql/graphql'
import { t } from '../../words'
import { date } from '../../words/time'

/** Which version one reads: its name, whether it was made up, from when it is in force, and where it comes from. */
export const Edition = ({ list }: { list: ListPartsFragment }) => (
  <div class="edition">
    <p><b>{list.name}</b>{list.demonstration && <> <span class="tag">{t('call.demonstration')}</span></>}</p>
    <p class="small dim">{t('duty.inForce', { date: date(list.startsOn) })} · {t('duty.counts', { items: list.itemCount, situations: list.situationCount })}</p>
    <p class="small dim">{t('duty.source', { source: list.source })}</p>
  </div>
)
