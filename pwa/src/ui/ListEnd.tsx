import { useEffect, useRef } from 'preact/hooks'
import type { PagedRows } from '../api/paged'
import { t } from '../words'
import { Button } from './Button'

/** The end of a paged list: reaching it asks for more by itself; the button is there for keyboards and when it failed. */
export function ListEnd({ rows, more }: { rows: PagedRows; more: boolean }) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!end.current) return undefined
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && rows.next.peek() === 'idle' && void rows.showMore(), { rootMargin: '400px' })
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [more, rows.listed.value?.ids.length])
  if (!more) return <p class="note list-end">{t('list.end')}</p>
  return (
    <div ref={end} class="list-end">
      {rows.next.value === 'failed' && <p class="note">{t('list.failed')}</p>}
      <Button busy={rows.next.value === 'loading'} onClick={() => void rows.showMore()}>{t('list.more')}</Button>
    </div>
  )
}
