import { withDb } from './db'
import type { Draft } from './draft'
import { lift, type OutboxItem, type StoredPhoto } from './format'
import type { WishDraft } from './wishDraft'

/** Told to every open window and the service worker when an item has changed. */
const CHANNEL = 'gridcall-outbox'
const KEPT_SENT = 3 * 24 * 3_600_000

let line: BroadcastChannel | null = null
const channel = (): BroadcastChannel | null => {
  line ??= 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : null
  return line
}

const listeners = new Set<() => void>()

function tell(): void {
  listeners.forEach((listener) => listener())
  channel()?.postMessage('changed')
}

/** Calls `listener` whenever an item has changed, here or in another window. Returns how to stop. */
export function onChange(listener: () => void): () => void {
  listeners.add(listener)
  const heard = () => listener()
  channel()?.addEventListener('message', heard)
  return () => {
    listeners.delete(listener)
    channel()?.removeEventListener('message', heard)
  }
}

/** All items, oldest first; those of an earlier version lifted to this one. */
export async function allItems(): Promise<OutboxItem[]> {
  const stored = await withDb((db) => db.getAll('items'))
  return stored.map(lift).sort((a, b) => a.madeAt - b.madeAt || a.id.localeCompare(b.id))
}

export const oneItem = (id: string): Promise<OutboxItem | undefined> =>
  withDb((db) => db.get('items', id)).then((item) => item && lift(item))

/** Stores an item; the draft it came from, which has its id, goes in the same breath. */
export async function putItem(item: OutboxItem): Promise<void> {
  await withDb(async (db) => {
    const tx = db.transaction(['items', 'drafts', 'wishDrafts'], 'readwrite')
    await Promise.all([
      tx.objectStore('items').put(item),
      tx.objectStore('drafts').delete(item.id),
      tx.objectStore('wishDrafts').delete(item.id),
      tx.done,
    ])
  })
  tell()
}

/** Takes an item out; its photos stay where they are, with the screen that still shows them. */
export async function takeOut(id: string): Promise<void> {
  await withDb((db) => db.delete('items', id))
  tell()
}

/** The item becomes a draft again; its photos stay where they are. */
export async function backToDraft(draft: Draft): Promise<void> {
  await withDb(async (db) => {
    const tx = db.transaction(['items', 'drafts'], 'readwrite')
    await Promise.all([tx.objectStore('drafts').put(draft, draft.id), tx.objectStore('items').delete(draft.id), tx.done])
  })
  tell()
}

/** The same for a wish. */
export async function backToWishDraft(draft: WishDraft): Promise<void> {
  await withDb(async (db) => {
    const tx = db.transaction(['items', 'wishDrafts'], 'readwrite')
    await Promise.all([tx.objectStore('wishDrafts').put(draft), tx.objectStore('items').delete(draft.id), tx.done])
  })
  tell()
}

/**
 * Changes an item unless it has been deleted meanwhile. Returns what is stored now.
 * Sending takes seconds, and the person may edit or delete in between: read, change and write are one transaction.
 */
export async function changeItem(id: string, change: (item: OutboxItem) => OutboxItem): Promise<OutboxItem | undefined> {
  const changed = await withDb(async (db) => {
    const tx = db.transaction('items', 'readwrite')
    const stored = await tx.store.get(id)
    const next = stored && change(lift(stored))
    await Promise.all([next && tx.store.put(next), tx.done])
    return next
  })
  tell()
  return changed
}

/** Deletes the item and the bytes of its photos. */
export async function dropItem(id: string): Promise<void> {
  await withDb(async (db) => {
    const tx = db.transaction(['items', 'photos'], 'readwrite')
    const item = await tx.objectStore('items').get(id)
    const photos = item?.photos ?? []
    await Promise.all([
      tx.objectStore('items').delete(id),
      ...photos.map((photo) => tx.objectStore('photos').delete(photo.id)),
      tx.done,
    ])
  })
  tell()
}

/** The server has everything: the bytes go, the small picture for the list stays. */
export async function dropBytes(item: OutboxItem): Promise<void> {
  await withDb(async (db) => {
    const tx = db.transaction('photos', 'readwrite')
    for (const { id } of item.photos) {
      const photo = await tx.store.get(id)
      if (photo) await tx.store.put({ ...photo, bytes: new ArrayBuffer(0) })
    }
    await tx.done
  })
}

/** Sent items are shown for three days, then they go. */
export async function dropOldSent(now: number): Promise<void> {
  const items = await allItems()
  const old = items.filter((item) => item.state === 'sent' && (item.sentAt ?? 0) < now - KEPT_SENT)
  for (const item of old) await dropItem(item.id)
}

/** Throws NoRoom when the phone is full. */
export const putPhoto = (photo: StoredPhoto): Promise<unknown> => withDb((db) => db.put('photos', photo))
export const getPhoto = (id: string): Promise<StoredPhoto | undefined> => withDb((db) => db.get('photos', id))
export const dropPhoto = (id: string): Promise<void> => withDb((db) => db.delete('photos', id))
