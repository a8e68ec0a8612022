import { effect, signal } from '@preact/signals'
import { onFeed } from '../api/feed'
import { me } from '../api/session'

/** Unread messages: what the server counted last, plus what came since. */
export const unread = signal(0)

effect(() => void (unread.value = me.value?.unread ?? 0))

/** The server, or the inbox on screen, knows better. */
export const refreshUnread = (count: number): void => void (unread.value = count)

const counted = new Set<string>()

onFeed((event) => {
  if (event === 'resync' || !event.inbox || event.inbox.readAt || counted.has(event.inbox.id)) return
  counted.add(event.inbox.id)
  unread.value++
})
