import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { expired, me, type Me } from '../api/session'
import { lastDraft } from './draft'
import { edit } from './edit'
import { lift, type OutboxItem } from './format'
import { enqueue, others, outbox, remove, retry, unsent } from './outbox'
import { allItems, dropItem, oneItem, putItem } from './store'
import { keepWishDraft, lastWishDraft, wishDraftOf } from './wishDraft'

const person = (id: string) => ({ person: { id, language: 'ZH' }, permissions: [], posts: [] }) as unknown as Me

beforeEach(async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  for (const item of await allItems()) await dropItem(item.id)
  me.value = person('a')
  expired.value = false
})

const step = (id: string, expectedVersion: number) =>
  enqueue({ id, kind: 'takeOnSnap', title: id, variables: { input: { id, snapId: 's', expectedVersion } } })
const versionOf = (item: OutboxItem | undefined) => (item!.variables.input as { expectedVersion: number | null }).expectedVersion

test('what is handed in is stored at once and counted, with the network gone', async () => {
  await enqueue({ id: '1', kind: 'takeSnap', title: '井盖', variables: { input: { id: '1' } } })
  expect(unsent.value).toBe(1)
  expect(await oneItem('1')).toMatchObject({ personId: 'a', title: '井盖', version: 1 })
})

test('the first step keeps the version it saw; one queued behind it cannot know its own', async () => {
  await step('1', 4)
  await step('2', 4)
  expect(versionOf(await oneItem('1'))).toBe(4)
  expect(versionOf(await oneItem('2'))).toBeNull()
})

test("another person's things are neither shown nor offered, only counted", async () => {
  await step('1', 1)
  me.value = person('b')
  expect([outbox.value.length, unsent.value, others.value]).toEqual([0, 0, 1])
})

test('signed out, nothing is shown but everything is counted; a session that ran out keeps it in sight', async () => {
  await step('1', 1)
  me.value = null
  expect([outbox.value.length, unsent.value]).toEqual([0, 1])
  expired.value = true
  expect([outbox.value.length, unsent.value]).toEqual([1, 1])
})

const refused = (photo?: number): Promise<void> =>
  putItem({
    version: 1, id: 'x', kind: 'takeSnap', personId: 'a', title: '', photos: [], language: 'zh', madeAt: 1, tries: 1, dueAt: 0,
    state: 'needsYou', reason: { code: 'invalid_input', message: '请写清楚', ...(photo ? { photo } : {}) },
    variables: { input: { id: 'x', point: null, cellCode: null, place: '', category: 'ROAD', words: '', takenAt: '2026-11-23T08:00:00Z' } },
  })

test('editing opens the step where the fault is, with the reason', async () => {
  await refused()
  expect(await edit('x')).toBe('/snap?step=details')
  expect((await lastDraft('a'))?.reason?.message).toBe('请写清楚')
  await refused(1)
  expect(await edit('x')).toBe('/snap')
  expect(await edit('gone')).toBe('/outbox')
})

test('a step is done anew at its snap', async () => {
  await step('1', 1)
  expect(await edit('1')).toBe('/snaps/s')
})

test('retrying clears the reason, deleting removes', async () => {
  await refused()
  await retry('x')
  expect((await oneItem('x'))?.reason).toBeUndefined()
  await remove('x')
  expect(await oneItem('x')).toBeUndefined()
})

test('a wish that came back is written on as the draft that it was', async () => {
  const input = { id: 'w', kind: 'GOODS', for: 'ONESELF', who: 'FAMILY', words: '想要一辆童车', community: '370102013006', name: '林', phone: '1', address: '3 号楼', flags: [], amountYuan: 300, wantedBy: null, consentHow: null, consentAt: null }
  await enqueue({ id: 'w', kind: 'postWish', title: '童车', variables: { input } })
  expect(await edit('w')).toBe('/wishes/new')
  expect((await lastWishDraft('a'))?.form).toMatchObject({ words: '想要一辆童车', amount: '300' })
  expect(await oneItem('w')).toBeUndefined()
})

test('a wish in the outbox is no draft any more, whenever the page goes', async () => {
  const item = { id: 'w', kind: 'postWish' as const, title: '童车', variables: { input: { id: 'w', words: '童车' } }, photos: [] }
  await keepWishDraft({ ...wishDraftOf(lift(item)), personId: 'a' })
  await enqueue(item)
  expect(await lastWishDraft('a')).toBeUndefined()
})
