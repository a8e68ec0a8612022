import 'fake-indexeddb/auto'
import { act, renderHook } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listen } from './feed'
import { CategoryLimitsDocument, TodayCountsDocument, type CategoryLimitsQuery } from './gql/graphql'
import { Unreachable } from './request'
import { useShown } from './shown'

let answers: (() => unknown)[]
let asked: number

/** The next answers of the server, in turn; the last one stays. */
const answer = (...next: (() => unknown)[]) => void (answers = next)
const away = () => {
  throw new TypeError('Failed to fetch')
}
const limit = (limitMinutes: number) => () => ({ snapCategories: [{ limitMinutes }] })
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)))
const limitOf = (data: CategoryLimitsQuery | undefined) => data?.snapCategories[0]?.limitMinutes

vi.mock('graphql-ws', () => ({ createClient: () => ({ dispose: () => undefined, iterate: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) }) }) }))

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  asked = 0
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    if (body.includes('query Start')) return new Response(JSON.stringify({ data: { settings: {}, me: null, feedCursor: '5' } }))
    asked++
    const next = answers.length > 1 ? answers.shift()! : answers[0]!
    return new Response(JSON.stringify({ data: next() }))
  })
  listen()
  await pass(0)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Each test asks with variables of its own: answers are kept between tests as between screens. */
const show = (name: string) => renderHook(() => useShown(CategoryLimitsDocument, { name } as never)).result.current

test('what could not be reached is asked for again, after one second, then two', async () => {
  answer(away, away, limit(10))
  const shown = show('retry')
  await pass(0)
  expect(shown.problem.value).toBeInstanceOf(Unreachable)
  await pass(1_000)
  expect([asked, limitOf(shown.data.value)]).toEqual([2, undefined])
  await pass(2_000)
  expect([asked, limitOf(shown.data.value), shown.problem.value]).toEqual([3, 10, undefined])
})

test('and at once when the network is back', async () => {
  answer(away, limit(10))
  const shown = show('online')
  await pass(0)
  await act(() => void dispatchEvent(new Event('online')))
  await pass(0)
  expect(limitOf(shown.data.value)).toBe(10)
})

test('a screen that was left asks no more', async () => {
  answer(away)
  const { unmount } = renderHook(() => useShown(CategoryLimitsDocument, { name: 'left' } as never))
  await pass(0)
  unmount()
  await pass(60_000)
  expect(asked).toBe(1)
})

test('an answer that was asked for before the line began is asked for once more', async () => {
  listen()
  answer(limit(10))
  show('early')
  await pass(1_000)
  expect(asked).toBe(2)
})

test('unless it says for which place in the feed it is true', async () => {
  listen()
  answer(() => ({ snapCounts: { feedCursor: '5' } }))
  renderHook(() => useShown(TodayCountsDocument, { scope: 'PUBLIC' }))
  await pass(1_000)
  expect(asked).toBe(1)
})
