import { homeOf, isDrafted, type OutboxItem } from '../../../offline/format'
import { Button } from '../../../ui/Button'
import { Sheet } from '../../../ui/Sheet'
import { t } from '../../../words'

interface MoreProps {
  item: OutboxItem | null
  onClose: () => void
  onRetry: (item: OutboxItem) => void
  onEdit: (item: OutboxItem) => void
  onRemove: (item: OutboxItem) => void
}

/** What can be done with one item. Nothing on it while it is on its way. */
export function MoreSheet({ item, onClose, onRetry, onEdit, onRemove }: MoreProps) {
  const then = (act: (item: OutboxItem) => void) => () => {
    onClose()
    if (item) act(item)
  }
  return (
    <Sheet open={item !== null} title={item?.title ?? ''} onClose={onClose}>
      {item && (
        <div class="stack">
          {item.state !== 'sent' && <Button full icon="again" onClick={then(onRetry)}>{t('outbox.retryOne')}</Button>}
          {item.state !== 'sent' && isDrafted(item) && <Button full icon="pencil" onClick={then(onEdit)}>{t('outbox.edit')}</Button>}
          {(item.state === 'sent' || !isDrafted(item)) && <Button full icon="forward" href={homeOf(item)}>{t('take.look')}</Button>}
          <Button full kind={item.state === 'sent' ? 'secondary' : 'destructive'} onClick={then(onRemove)}>{t('outbox.remove')}</Button>
        </div>
      )}
    </Sheet>
  )
}

interface RemoveProps {
  item: OutboxItem | null
  onClose: () => void
  onRemove: (item: OutboxItem) => void
}

/** Deleting cannot be undone: it says what goes. */
export const RemoveSheet = ({ item, onClose, onRemove }: RemoveProps) => (
  <Sheet open={item !== null} title={t('outbox.removeAsk')} onClose={onClose}>
    {item && (
      <>
        <p>{t(item.state === 'sent' ? 'outbox.removeSent' : 'outbox.removeSays', { what: item.title })}</p>
        <div class="foot">
          <Button kind="destructive" onClick={() => { onClose(); onRemove(item) }}>{t('outbox.removeDo')}</Button>
          <Button kind="primary" onClick={onClose}>{t('outbox.keep')}</Button>
        </div>
      </>
    )}
  </Sheet>
)
