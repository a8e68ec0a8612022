import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { CallDraft } from './callDraft'
import type { Draft } from './draft'
import type { OutboxItem, StoredPhoto } from './format'
import type { CachedCells } from './cells'
import type { WishDraft } from './wishDraft'

interface Schema extends DBSchema {
  items: { key: string; value: OutboxItem }
  photos: { key: string; value: StoredPhoto }
  drafts: { key: string; value: Draft }
  cells: { key: string; value: CachedCells }
  callDrafts: { key: string; value: CallDraft }
  wishDrafts: { key: string; value: WishDraft }
}

export type Db = IDBPDatabase<Schema>

let opening: Promise<Db> | null = null
const forget = () => {
  opening = null
}

function open(): Promise<Db> {
  opening ??= openDB<Schema>('gridcall-outbox', 3, {
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore('items', { keyPath: 'id' })
        db.createObjectStore('photos', { keyPath: 'id' })
        db.createObjectStore('drafts')
        db.createObjectStore('cells')
      }
      if (from < 2) db.createObjectStore('callDrafts', { keyPath: 'id' })
      db.createObjectStore('wishDrafts', { keyPath: 'id' })
    },
    // a newer app in another tab wants to upgrade: give way, the next call opens again
    blocking: (_current, _blocked, event) => {
      forget()
      ;(event.target as IDBDatabase).close()
    },
    terminated: forget,
  })
  opening.catch(forget)
  return opening
}

/** No room left on the phone: trying again would not help, the person has to make some. */
export class NoRoom extends Error {}

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError'

/**
 * Runs `work` on the open database. Under memory pressure Android closes it between two lines: it is then opened anew and
 * `work` runs again, so `work` must be one transaction or be repeatable. Throws NoRoom when the phone is full.
 */
export async function withDb<T>(work: (db: Db) => Promise<T>): Promise<T> {
  try {
    return await work(await open())
  } catch (first) {
    if (isFull(first)) throw new NoRoom()
    forget()
    return work(await open()).catch((error: unknown) => {
      throw isFull(error) ? new NoRoom() : error
    })
  }
}

/** Closes the handle; for tests, which play the memory pressure. */
export async function close(): Promise<void> {
  const db = await opening?.catch(() => null)
  db?.close()
}
