import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SnapHead } from '../../../api/snaps'
import { startOutbox } from '../../../offline/outbox'
import { allItems, dropItem } from '../../../offline/store'
import { takeSoon } from './take'

const SNAP = { id: 's', version: 1, words: '井盖', category: 'ROAD' } as unknown as SnapHead
const accepted = { __typename: 'Snap', id: 's', receipt: '112303864217', status: 'SOLVED' }

let sent: number

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  for (const { id } of await allItems()) await dropItem(id)
  sent = 0
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    if (body.includes('OutboxOwner')) return new Response(JSON.stringify({ data: { me: { person: { id: 'a' } } } }))
    sent++
    return new Response(JSON.stringify({ data: { result: accepted } }))
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const states = async () => (await allItems()).map(({ state }) => state)

test('a step that can be taken back waits for its seconds, then goes by itself', async () => {
  startOutbox()
  await takeSoon('FIX_ON_THE_SPOT', SNAP)
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
  expect([await states(), sent]).toEqual([['waiting'], 0])
  await vi.advanceTimersByTimeAsync(6_000)
  await vi.waitFor(async () => expect(await states()).toEqual(['sent']))
  expect(sent).toBe(1)
})

test('taken back within them it never goes', async () => {
  const back = await takeSoon('FIX_ON_THE_SPOT', SNAP)
  back()
  await vi.advanceTimersByTimeAsync(7_000)
  expect([await states(), sent]).toEqual([[], 0])
})
