import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { receiptOf } from '../api/ids'
import { discardDraft, draftOf, lastDraft, newDraft, saveDraft } from './draft'
import { lift } from './format'
import { backToDraft, getPhoto, oneItem, putItem, putPhoto } from './store'

test('the draft comes back as it was, also when the page was killed behind the camera', async () => {
  const draft = { ...newDraft('a'), words: '井盖', camera: true }
  await saveDraft(draft)
  expect(await lastDraft('a')).toEqual(draft)
  await discardDraft(draft)
})

test("another person on the same phone does not see one's draft", async () => {
  const draft = newDraft('a')
  await saveDraft(draft)
  expect(await lastDraft('b')).toBeUndefined()
  await discardDraft(draft)
})

test('discarding takes the photos along', async () => {
  await putPhoto({ id: 'p', sha256: '', type: 'image/jpeg', bytes: new ArrayBuffer(1), bare: true })
  await discardDraft({ ...newDraft('a'), photos: [{ id: 'p', sha256: '', size: 1, confirmed: false }] })
  expect(await getPhoto('p')).toBeUndefined()
})

test('an item taken back from the outbox keeps id, photos, place and words', async () => {
  const photos = [{ id: 'p', sha256: 'h', size: 1, confirmed: true }]
  const input = {
    id: 'x', point: { lon: 117.1, lat: 36.6, accuracyMetres: 9 }, cellCode: null, place: '12 号楼前',
    category: 'ROAD', words: '井盖移位', takenAt: '2026-11-23T08:00:00.000Z',
  }
  const item = lift({ id: 'x', kind: 'takeSnap', personId: 'a', photos, variables: { input } })
  await putItem(item)
  await backToDraft(draftOf(item))
  expect(await oneItem('x')).toBeUndefined()
  expect(await lastDraft('a')).toMatchObject({
    id: 'x', photos, category: 'ROAD', words: '井盖移位',
    place: { lon: 117.1, lat: 36.6, accuracyMetres: 9, from: 'gps', words: '12 号楼前' },
  })
})

test('the receipt number carries the day in the district and is known before sending', () => {
  const lateEvening = Date.parse('2026-11-23T16:30:00Z') // already the 24th in Jinan
  expect(receiptOf(newDraft('a', lateEvening).id)).toMatch(/^1124\d{8}$/)
})
