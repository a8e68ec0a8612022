import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { forgetAll } from '../../api/cache'
import { TodayCallsDocument, TodaySnapsDocument } from '../../api/gql/graphql'
import { MY_CALLS, MY_SNAPS } from '../../api/mine'
import { me, type Me } from '../../api/session'
import { keptAnswer, warm } from '../../api/shown'
import { warmMine } from './warm'

const version: Record<string, number> = {}
let asked: string[]

const head = (id: string) => ({ id, version: version[id] ?? 1 })
const listOf = (letter: string, n: number) => Array.from({ length: n }, (_, at) => head(`${letter}${at}`))

function answer(query: string, id: string): object {
  if (query.includes('query TodaySnaps')) return { snaps: { nodes: listOf('s', 12) } }
  if (query.includes('query TodayCalls')) return { callQueue: { calls: listOf('c', 2) } }
  asked.push(id)
  return query.includes('query CallOpen') ? { call: head(id) } : { snap: head(id) }
}

/** As Today does when it is looked at. */
const look = async (): Promise<void> => {
  await warm(TodaySnapsDocument, MY_SNAPS)
  await warm(TodayCallsDocument, MY_CALLS)
}

beforeEach(async () => {
  asked = []
  me.value = { person: { id: 'p' }, posts: [], permissions: [] } as unknown as Me
  await forgetAll()
  vi.unstubAllGlobals()
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const { query, variables } = JSON.parse(body) as { query: string; variables: { id: string } }
    return new Response(JSON.stringify({ data: answer(query, variables.id) }))
  })
  await look()
})

test('the calls and the first ten snaps come to the phone, each once', async () => {
  await warmMine()
  expect(asked).toEqual(['c0', 'c1', ...Array.from({ length: 10 }, (_, at) => `s${at}`)])
  await warmMine()
  expect(asked).toHaveLength(12)
})

test('what has changed is asked for again, and nothing else', async () => {
  await warmMine()
  version.s3 = 2
  asked = []
  await look()
  await warmMine()
  expect(asked).toEqual(['s3'])
})

test('nothing where data is to be saved', async () => {
  vi.stubGlobal('navigator', { connection: { saveData: true } })
  await warmMine()
  expect(asked).toEqual([])
})

test('whoever signs out meanwhile leaves nothing behind', async () => {
  const coming = warm(TodaySnapsDocument, { ...MY_SNAPS, first: 1 })
  me.value = null
  await coming
  me.value = { person: { id: 'p' } } as unknown as Me
  expect(await keptAnswer(TodaySnapsDocument, { ...MY_SNAPS, first: 1 })).toBeUndefined()
})
