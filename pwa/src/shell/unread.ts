import { effect, signal } from '@preact/signals'
import { onFeed } from '../api/feed'
import { me } from '../api/session'

/** Unread messages: what the server counted last, plus what came since. */
export const unread = signal(0)

effect(() => void (unread.value = me.value?.unread ?? 0))

onFeed((event) => {
  if (event !== 'resync' && event.inbox && !event.inbox.readAt) unread.value++
})
