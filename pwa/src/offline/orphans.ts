import { madeAt } from '../api/ids'
import { withDb } from './db'
import { lift } from './format'
import { dropOldWords } from './stepWords'

/** Younger than this a photo may belong to a screen that stands open. */
const ON_SCREEN = 24 * 3_600_000

/** Photos that no item, no draft and no step in the writing names any more go: their page was killed before it could let go of them. */
export async function dropOrphans(now: number): Promise<void> {
  await dropOldWords(now)
  await withDb(async (db) => {
    const tx = db.transaction(['photos', 'items', 'drafts', 'callDrafts', 'wishDrafts', 'stepWords'], 'readwrite')
    const [items, snaps, calls, wishes, steps, ids] = await Promise.all([
      tx.objectStore('items').getAll(),
      tx.objectStore('drafts').getAll(),
      tx.objectStore('callDrafts').getAll(),
      tx.objectStore('wishDrafts').getAll(),
      tx.objectStore('stepWords').getAll(),
      tx.objectStore('photos').getAllKeys(),
    ])
    const holders = [...items.map(lift), ...snaps, ...calls.map(({ form }) => form), ...wishes.map(({ form }) => form), ...steps]
    const named = new Set(holders.flatMap(({ photos = [] }) => photos.map(({ id }) => id)))
    const orphans = ids.filter((id) => !named.has(id) && madeAt(id) < now - ON_SCREEN)
    await Promise.all([...orphans.map((id) => tx.objectStore('photos').delete(id)), tx.done])
  })
}
