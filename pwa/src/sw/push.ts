/** What the server sends: words for this person, and what a tap opens. */
export interface Message {
  /** the message's id: the same message never shows twice */
  tag: string
  title: string
  body: string
  path: string
}

const FALLBACK: Message = { tag: 'gridcall', title: '街呼区应', body: '有新消息，点开看看。', path: '/inbox' }

/** Reads a push; whatever arrives, there is something to show, for a push without a notification costs the permission. */
export function messageOf(data: { json: () => unknown } | null): Message {
  try {
    const given = data?.json() as Partial<Message> | undefined
    if (!given?.title) return FALLBACK
    const path = given.path?.startsWith('/') ? given.path : FALLBACK.path
    return { tag: given.tag ?? path, title: given.title, body: given.body ?? '', path }
  } catch {
    return FALLBACK
  }
}

export function show(registration: ServiceWorkerRegistration, data: PushMessageData | null): Promise<void> {
  const { tag, title, body, path } = messageOf(data)
  return registration.showNotification(title, { body, tag, icon: '/icon-192.png', badge: '/badge-96.png', data: { path } })
}

/** Opens the thing: in a window that is already there, otherwise in a new one. */
export async function open(clients: Clients, notification: Notification): Promise<void> {
  notification.close()
  const path = (notification.data as { path?: string } | null)?.path ?? '/inbox'
  const [window] = await clients.matchAll({ type: 'window' })
  if (!window) return void (await clients.openWindow(path))
  try {
    await window.focus()
  } catch {
    // a browser may refuse; the thing opens all the same
  }
  window.postMessage({ open: path })
}
