import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { expired, me } from '../../api/session'
import { edit } from '../../offline/edit'
import { download, exportFile } from '../../offline/export'
import type { OutboxItem } from '../../offline/format'
import { flush, isMine, others, outbox, remove, retry, retryAll } from '../../offline/outbox'
import { isLow, lookForRoom, room } from '../../offline/room'
import { sizeOf } from '../../offline/size'
import { Page } from '../../shell/Page'
import { Banner } from '../../ui/Banner'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { Dock } from '../../ui/Dock'
import { Empty } from '../../ui/Empty'
import { Rows } from '../../ui/Row'
import { toast } from '../../ui/Toast'
import { t } from '../../words'
import './outbox/outbox.css'
import { ItemRow } from './outbox/ItemRow'
import { MoreSheet, RemoveSheet } from './outbox/Sheets'

/** What is on this phone and not yet with the server: a state each, the reason, and what to do. */
export default function Outbox() {
  const { route } = useLocation()
  const more = useSignal<OutboxItem | null>(null)
  const removing = useSignal<OutboxItem | null>(null)
  const busy = useSignal(false)
  const items = outbox.value
  const unsent = items.some((item) => item.state !== 'sent')
  const canGo = items.some((item) => item.state === 'waiting' || item.state === 'sending')
  useEffect(() => {
    void lookForRoom().catch(() => undefined)
    void flush()
  }, [])

  const open = (item: OutboxItem) => void edit(item.id).then((path) => route(path))
  const save = async () => {
    const file = await exportFile(isMine)
    download(file)
    toast(t('outbox.exported', { name: file.name }))
  }
  const again = async () => {
    busy.value = true
    await retryAll()
    busy.value = false
  }
  const signInNeeded = me.value === null && !expired.value && unsent
  return (
    <Page
      title={t('outbox.title')}
      docked={canGo}
      bar={<Bar title={t('outbox.title')} up="/me">{unsent && <Button kind="quiet" onClick={() => void save()}>{t('outbox.export')}</Button>}</Bar>}
      dock={canGo && <Dock><Button kind="primary" icon="again" busy={busy.value} onClick={() => void again()}>{t('outbox.retry')}</Button></Dock>}
    >
      {signInNeeded && <Banner icon="lock" waiting action={{ label: t('outbox.signInDo'), href: '/signin?next=/outbox' }}>{t('outbox.signIn')}</Banner>}
      {items.length === 0 ? <Nothing /> : (
        <Rows label={t('outbox.list')}>
          {items.map((item) => (
            <li key={item.id}><ItemRow item={item} onOpen={() => open(item)} onMore={() => (more.value = item)} /></li>
          ))}
        </Rows>
      )}
      <Foot />
      <MoreSheet
        item={more.value}
        onClose={() => (more.value = null)}
        onRetry={(item) => void retry(item.id)}
        onEdit={open}
        onRemove={(item) => (removing.value = item)}
      />
      <RemoveSheet item={removing.value} onClose={() => (removing.value = null)} onRemove={(item) => void remove(item.id)} />
    </Page>
  )
}

/** Everything is sent; or what waits is shown to its owner only. */
function Nothing() {
  if (me.value === null && others.value > 0)
    return <Empty title={t('outbox.othersTitle', { n: others.value })} action={{ label: t('outbox.signInDo'), href: '/signin?next=/outbox' }}>{t('outbox.signIn')}</Empty>
  return <Empty title={t('outbox.emptyTitle')} action={{ label: t('outbox.emptyAction'), href: '/snap' }}>{t('outbox.empty')}</Empty>
}

function Foot() {
  const low = isLow(room.value)
  const size = room.value === null ? null : sizeOf(room.value)
  return (
    <div class="small dim top">
      <p>{t('outbox.safe')}</p>
      {size && <p class={low ? 'danger' : ''}>{t(low ? 'outbox.low' : 'outbox.room', { size })}</p>}
      {others.value > 0 && me.value !== null && <p>{t('outbox.others', { n: others.value })}</p>}
    </div>
  )
}
