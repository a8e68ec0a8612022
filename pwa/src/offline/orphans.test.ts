import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { newId } from '../api/ids'
import { keepCallDraft, type CallDraft } from './callDraft'
import { newDraft, saveDraft } from './draft'
import { lift, type PhotoRef } from './format'
import { dropOrphans } from './orphans'
import { keepPhotos } from './stepWords'
import { getPhoto, putItem, putPhoto } from './store'
import { keepWishDraft, type WishDraft } from './wishDraft'

const HOUR = 3_600_000
const NOW = Date.parse('2026-11-23T08:00:00Z')

async function photo(hoursAgo: number): Promise<PhotoRef> {
  const id = newId(NOW - hoursAgo * HOUR)
  await putPhoto({ id, sha256: 'h', type: 'image/jpeg', bytes: new ArrayBuffer(8), bare: true })
  return { id, sha256: 'h', size: 8, confirmed: false }
}
const isThere = async ({ id }: PhotoRef) => (await getPhoto(id)) !== undefined

test('photos that nothing names any more go after a day', async () => {
  const [old, fresh] = [await photo(25), await photo(23)]
  await dropOrphans(NOW)
  expect([await isThere(old), await isThere(fresh)]).toEqual([false, true])
})

test('those of what waits of every draft and of a step in the writing stay, however old', async () => {
  const [ofItem, ofSnap, ofCall, ofWish, ofStep] = [await photo(99), await photo(99), await photo(99), await photo(99), await photo(99)]
  await putItem(lift({ id: 'i', kind: 'solveSnap', photos: [ofItem] }))
  await saveDraft({ ...newDraft('a'), photos: [ofSnap] })
  await keepCallDraft({ id: 'c', personId: 'a', form: { photos: [ofCall] } } as CallDraft)
  await keepWishDraft({ id: 'w', personId: 'a', form: { photos: [ofWish] } } as WishDraft)
  await keepPhotos('sun snap SOLVE photos', [ofStep], NOW - 71 * HOUR)
  await dropOrphans(NOW)
  expect(await Promise.all([ofItem, ofSnap, ofCall, ofWish, ofStep].map(isThere))).toEqual([true, true, true, true, true])
})

test('those of a step that nobody has come back for go with its words', async () => {
  const left = await photo(99)
  await keepPhotos('sun snap SOLVE photos', [left], NOW - 73 * HOUR)
  await dropOrphans(NOW)
  expect(await isThere(left)).toBe(false)
})
