import 'fake-indexeddb/auto'
import { act, renderHook, waitFor } from '@testing-library/preact'
import { beforeEach, expect, test, vi } from 'vitest'
import type { FeedEvent } from '../../api/feed'
import { setMe, type Me } from '../../api/session'
import type { Message } from './group'
import { useInbox } from './useInbox'

const PAGE = 30

const listeners = vi.hoisted(() => new Set<(event: FeedEvent) => void>())
vi.mock('../../api/feed', async (original) => ({
  ...(await original<object>()),
  begin: () => true,
  onFeed: (listener: (event: FeedEvent) => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}))

/** What the server has, newest first; a cursor is the id of the last one that was given. */
let messages: Message[]
const message = (id: number): Message => ({ id: String(id), kind: 'snap.solved', at: '2026-11-23T08:00:00Z', title: '', body: '', path: '', needsMe: false, readAt: null })

beforeEach(() => {
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const { after } = (JSON.parse(body) as { variables: { after: string | null } }).variables
    const from = after === null ? 0 : messages.findIndex(({ id }) => id === after) + 1
    const nodes = messages.slice(from, from + PAGE)
    const pageInfo = { hasNextPage: from + PAGE < messages.length, endCursor: nodes.at(-1)?.id ?? null }
    return new Response(JSON.stringify({ data: { inbox: { nodes, pageInfo, unread: messages.length, feedCursor: '5' } } }))
  })
})

async function opened(person: string, from: number) {
  setMe({ person: { id: person, language: 'ZH' }, permissions: [], posts: [] } as unknown as Me)
  messages = Array.from({ length: from }, (_, n) => message(from - n))
  const { result } = renderHook(useInbox)
  await waitFor(() => expect(result.current.messages).toHaveLength(PAGE))
  await act(() => result.current.older?.())
  await waitFor(() => expect(result.current.messages).toHaveLength(2 * PAGE))
  return result
}

const arrive = (...ids: number[]) =>
  act(() => {
    messages = [...ids.map(message), ...messages]
    listeners.forEach((listener) => listener({ inbox: messages[0] } as FeedEvent))
  })

const ids = (inbox: { messages: Message[] }) => inbox.messages.map(({ id }) => Number(id))
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, n) => from - n)

test('older messages stay while one arrives, and the next page goes on after them', async () => {
  const result = await opened('a', 70)
  await arrive(71)
  await waitFor(() => expect(ids(result.current)[0]).toBe(71))
  expect(ids(result.current)).toEqual(down(71, 11))
  await act(() => result.current.older?.())
  await waitFor(() => expect(ids(result.current)).toEqual(down(71, 1)))
  expect(result.current.older).toBeUndefined()
})

test('more at once than a page holds: no gap is hidden between the new and the old', async () => {
  const result = await opened('b', 70)
  await arrive(...down(110, 71))
  await waitFor(() => expect(ids(result.current)).toEqual(down(110, 81)))
  expect(result.current.older).toBeDefined()
})
