import { AnyOf, FilterSheet as Choices } from '../../../ui/FilterSheet'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import { PlaceChoice } from '../PlaceChoice'
import { ordersOf, type Order, type Wanted } from './filter'

const KINDS = ['GOODS', 'SERVICE'] as const

interface Props {
  open: boolean
  wanted: Wanted
  onClose: () => void
  onWanted: (wanted: Wanted) => void
}

/** What to narrow the wall to, and in which order. */
export function FilterSheet(props: Props) {
  const orders = ordersOf(props.wanted.tab)
  return (
    <Choices {...props} title={t('wishes.filterTitle')} none={{ within: null, kind: null, order: 'newest' }}>
      {(now, change) => (
        <>
          <PlaceChoice code={now.within} onCode={(within) => change({ within })} />
          <AnyOf label={t('wishes.kind')} value={now.kind} options={KINDS.map((value) => ({ value, label: t(`wishKind.${value}`) }))} onValue={(kind) => change({ kind })} />
          {orders.length > 1 && (
            <>
              <h3 class="small dim">{t('wishes.order')}</h3>
              <Tiles<Order> segments label={t('wishes.order')} value={now.order} options={orders.map((value) => ({ value, label: t(`wishOrder.${value}`) }))}
                onChoose={(order) => change({ order })} />
            </>
          )}
        </>
      )}
    </Choices>
  )
}
