import { openDB, type IDBPDatabase } from 'idb'

/** What was last shown, kept so that a start without network has content. Never the only copy of anything. */
export interface Kept<T> {
  value: T
  /** when the server said so, ms since the epoch */
  at: number
}

const STORE = 'answers'
let opening: Promise<IDBPDatabase> | null = null

/** Android closes IndexedDB under memory pressure: forget the handle, the next call opens it again. */
function open(): Promise<IDBPDatabase> {
  const forget = () => (opening = null)
  opening ??= openDB('gridcall-shown', 1, {
    upgrade: (db) => void db.createObjectStore(STORE),
    blocking: forget,
    terminated: forget,
  })
  opening.catch(forget)
  return opening
}

async function twice<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T> {
  try {
    return await work(await open())
  } catch {
    opening = null
    return work(await open())
  }
}

/** The kept answer, or undefined. A phone without room or in private mode simply has none. */
export async function recall<T>(key: string): Promise<Kept<T> | undefined> {
  return twice((db) => db.get(STORE, key) as Promise<Kept<T> | undefined>).catch(() => undefined)
}

export async function keep<T>(key: string, value: T, at: number): Promise<void> {
  await twice((db) => db.put(STORE, { value, at } satisfies Kept<T>, key)).catch(() => undefined)
}

/** Forgets all: on sign-out nobody may read what the last person saw. */
export async function forgetAll(): Promise<void> {
  await twice((db) => db.clear(STORE)).catch(() => undefined)
}
