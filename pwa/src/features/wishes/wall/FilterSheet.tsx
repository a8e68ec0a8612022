import { useState } from 'preact/hooks'
import { Button } from '../../../ui/Button'
import { Sheet } from '../../../ui/Sheet'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import type { WishKind } from '../gql/graphql'
import { PlaceChoice } from '../PlaceChoice'
import { ordersOf, type Order, type Wanted } from './filter'

interface Props {
  open: boolean
  wanted: Wanted
  onClose: () => void
  onWanted: (wanted: Wanted) => void
}

/** What to narrow the wall to, and in which order; nothing happens before "show these". */
export const FilterSheet = ({ open, wanted, onClose, onWanted }: Props) => (
  <Sheet open={open} title={t('wishes.filterTitle')} onClose={onClose}>
    <Choices wanted={wanted} onWanted={(next) => { onClose(); onWanted(next) }} />
  </Sheet>
)

function Choices({ wanted, onWanted }: { wanted: Wanted; onWanted: (wanted: Wanted) => void }) {
  const [now, setNow] = useState(wanted)
  const orders = ordersOf(wanted.tab)
  return (
    <div class="stack filter-tiles">
      <PlaceChoice code={now.within} onCode={(within) => setNow({ ...now, within })} />
      <h3 class="small dim">{t('wishes.kind')}</h3>
      <Tiles<WishKind | 'any'> segments label={t('wishes.kind')} value={now.kind ?? 'any'}
        options={[{ value: 'any', label: t('list.any') }, { value: 'GOODS', label: t('wishKind.GOODS') }, { value: 'SERVICE', label: t('wishKind.SERVICE') }]}
        onChoose={(kind) => setNow({ ...now, kind: kind === 'any' ? null : kind })} />
      {orders.length > 1 && (
        <>
          <h3 class="small dim">{t('wishes.order')}</h3>
          <Tiles<Order> segments label={t('wishes.order')} value={now.order} options={orders.map((value) => ({ value, label: t(`wishOrder.${value}`) }))}
            onChoose={(order) => setNow({ ...now, order })} />
        </>
      )}
      <div class="foot">
        <Button onClick={() => onWanted({ ...wanted, within: null, kind: null, order: 'newest' })}>{t('list.filterNone')}</Button>
        <Button kind="primary" onClick={() => onWanted(now)}>{t('list.filterDo')}</Button>
      </div>
    </div>
  )
}
