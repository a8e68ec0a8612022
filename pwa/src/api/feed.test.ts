import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { begin, begun, listen, onFeed, wire, type FeedEvent } from './feed'
import { expired, me, setMe, type Me } from './session'

/** A server's end of the line: what was subscribed to, and the means to tell, to break, to fall silent. */
interface Call {
  after: string
  tell: (event: Partial<FeedEvent>) => void
  hangUp: () => void
  ping: () => void
  terminated: boolean
}

const calls = vi.hoisted(() => [] as Call[])

vi.mock('graphql-ws', () => ({
  createClient: ({ on }: { on: { connected: () => void; ping: (received: boolean) => void } }) => {
    const waiting: (() => void)[] = []
    const events: unknown[] = []
    const wake = () => waiting.splice(0).forEach((resume) => resume())
    const end = () => (events.push(null), wake())
    const call: Call = {
      after: '',
      tell: (event) => (events.push({ data: { feed: { snap: null, inbox: null, kind: 'snap.taken', ...event } } }), wake()),
      hangUp: end,
      ping: () => on.ping(false),
      terminated: false,
    }
    return {
      dispose: end,
      terminate: () => ((call.terminated = true), end()),
      async *iterate({ variables }: { variables: { after: string } }) {
        call.after = variables.after
        calls.push(call)
        on.connected()
        for (;;) {
          while (!events.length) await new Promise<void>((resume) => waiting.push(resume))
          const event = events.shift()
          if (!event) return
          yield event
        }
      },
    }
  },
}))

const PERSON = { person: { id: 'p1', language: 'ZH' }, permissions: [], posts: [], homeCode: '370102' } as unknown as Me
let server: { me: Me | null; feedCursor: string } | null
const reconnected = () => vi.advanceTimersByTimeAsync(1_000)

beforeEach(() => {
  vi.useFakeTimers()
  calls.length = 0
  server = { me: PERSON, feedCursor: '5' }
  vi.stubGlobal('fetch', async () => {
    if (!server) throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify({ data: { ...server, settings: { rootCode: '370102' } } }))
  })
  setMe(PERSON)
  listen()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('without a list the line begins where the session says that the feed stands', async () => {
  listen()
  expect(begun()).toBe(false)
  await reconnected()
  expect(calls.at(-1)!.after).toBe('5')
  expect(wire.value).toBe('live')
})

test('the first list begins the line; one that is true for an earlier place has missed something', async () => {
  listen()
  expect(begin('3')).toBe(true)
  await reconnected()
  expect(calls.at(-1)!.after).toBe('3')
  expect(begin('4')).toBe(true)
  expect(begin('2')).toBe(false)
})

test('a line that breaks goes on after the last event, and each event is told once', async () => {
  const heard: string[] = []
  const stop = onFeed((event) => void heard.push(event === 'resync' ? event : event.cursor))
  await reconnected()
  calls[0]!.tell({ cursor: '6' })
  calls[0]!.tell({ cursor: '7' })
  await vi.advanceTimersByTimeAsync(0)
  calls[0]!.hangUp()
  await reconnected()
  expect(calls.map((call) => call.after)).toEqual(['5', '7'])
  calls[1]!.tell({ cursor: '8', kind: 'feed.resync' })
  await vi.advanceTimersByTimeAsync(0)
  expect(heard).toEqual(['6', '7', 'resync'])
  stop()
})

test('a server that is away is called again, ever more rarely, and at once when the network is back', async () => {
  await reconnected()
  server = null
  calls[0]!.hangUp()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(wire.value).toBe('lost')
  server = { me: PERSON, feedCursor: '9' }
  dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(0)
  expect(wire.value).toBe('live')
  expect(calls.at(-1)!.after).toBe('5')
})

test('a socket that does not answer a ping is given up', async () => {
  await reconnected()
  calls[0]!.ping()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(calls[0]!.terminated).toBe(true)
  await reconnected()
  expect(calls).toHaveLength(2)
})

test('an answer about whoever was signed in when it was asked for does not undo a sign-in', async () => {
  setMe(null)
  server = { me: null, feedCursor: '5' }
  listen()
  setMe(PERSON)
  await reconnected()
  expect([me.value, expired.value]).toEqual([PERSON, false])
})

test('when the server hangs up because the session was ended, sign-in is asked for', async () => {
  await reconnected()
  server = { me: null, feedCursor: '5' }
  calls[0]!.hangUp()
  await reconnected()
  expect([me.value, expired.value]).toEqual([null, true])
})
