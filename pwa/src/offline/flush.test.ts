import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { close, withDb } from './db'
import { flushForSync, flushOnce } from './flush'
import { lift, type OutboxItem } from './format'
import { allItems, changeItem, dropItem, getPhoto, oneItem, putItem, putPhoto } from './store'

const ME = 'person-1'

/** A server of three answers: who I am, what it says to a photo, what it says to a mutation. */
interface Server {
  who: string | null
  photo: (id: string) => Response | Promise<Response>
  mutation: (variables: Record<string, unknown>, name: string) => Response | Promise<Response>
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const snap = { __typename: 'Snap', id: 's', receipt: '112303864217', status: 'WAITING', dueAt: null, cellName: null, communityName: null }
const accepted = () => json({ data: { result: snap } })
const problem = (typename: string, code: string, more = {}) => json({ data: { result: { __typename: typename, code, message: code, ...more } } })

let server: Server
let asked: string[]

beforeEach(async () => {
  for (const item of await allItems()) await dropItem(item.id)
  asked = []
  server = { who: ME, photo: (id) => json({ id, sha256: `hash-${id}` }), mutation: accepted }
  vi.stubGlobal('fetch', async (url: string, init: { body: string }) => {
    if (url.startsWith('/media/')) {
      const id = url.split('/').at(-1)!
      asked.push(`photo ${id}`)
      return server.photo(id)
    }
    const { query, variables } = JSON.parse(init.body) as { query: string; variables: Record<string, unknown> }
    if (query.includes('OutboxOwner')) return json({ data: { me: server.who && { person: { id: server.who } } } })
    const name = /mutation (\w+)/.exec(query)![1]!
    asked.push(name)
    return server.mutation(variables, name)
  })
})

const put = async (id: string, more: Partial<OutboxItem> = {}): Promise<void> => {
  await putItem(lift({ id, kind: 'takeSnap', personId: ME, variables: { input: { id } }, madeAt: Number(id.replaceAll(/\D/g, '')) || 1, ...more }))
}
const photo = async (id: string): Promise<OutboxItem['photos']> => {
  await putPhoto({ id, sha256: `hash-${id}`, type: 'image/jpeg', bytes: new ArrayBuffer(8), bare: true })
  return [{ id, sha256: `hash-${id}`, size: 8, confirmed: false }]
}
const stateOf = async (id: string) => (await oneItem(id))?.state

test('an item goes with its photos first, and is sent once', async () => {
  await put('1', { photos: await photo('p') })
  let variables = {}
  server.mutation = (given) => ((variables = given), accepted())
  await flushOnce()
  await flushOnce()
  expect(asked).toEqual(['photo p', 'SendTakeSnap'])
  expect(variables).toEqual({ input: { id: '1', photos: [{ id: 'p', sha256: 'hash-p' }] } })
  expect((await oneItem('1'))?.answer?.receipt).toBe('112303864217')
  expect((await getPhoto('p'))?.bytes.byteLength).toBe(0)
})

test('a photo whose hash the server does not confirm is sent again, and its bytes stay', async () => {
  await put('1', { photos: await photo('p') })
  server.photo = (id) => json({ id, sha256: 'other' })
  const { nextAt } = await flushOnce()
  expect(asked).toEqual(['photo p'])
  expect(nextAt).toBeGreaterThan(Date.now())
  expect(await stateOf('1')).toBe('waiting')
  expect((await getPhoto('p'))?.bytes.byteLength).toBe(8)
})

test('a confirmed photo is not sent a second time when the mutation failed', async () => {
  await put('1', { photos: await photo('p') })
  server.mutation = () => json({}, 503)
  await flushOnce()
  server.mutation = accepted
  await changeItem('1', (item) => ({ ...item, dueAt: 0 }))
  await flushOnce()
  expect(asked).toEqual(['photo p', 'SendTakeSnap', 'SendTakeSnap'])
  expect(await stateOf('1')).toBe('sent')
})

test('a refused item needs the person and does not hold up the next', async () => {
  await put('1')
  await put('2')
  server.mutation = (variables) =>
    (variables.input as { id: string }).id === '1' ? problem('InvalidInput', 'invalid_input', { field: 'words' }) : accepted()
  await flushOnce()
  expect(await oneItem('1')).toMatchObject({ state: 'needsYou', reason: { code: 'invalid_input', field: 'words' } })
  expect(await stateOf('2')).toBe('sent')
})

test('a photo the server does not take names its number', async () => {
  await put('1', { photos: await photo('p') })
  server.photo = () => json({ code: 'not_a_photo', message: '不是照片' }, 415)
  await flushOnce()
  expect((await oneItem('1'))?.reason).toEqual({ code: 'not_a_photo', message: '不是照片', photo: 1 })
})

test('a lost session keeps everything and asks for sign-in', async () => {
  await put('1')
  await put('2')
  server.mutation = () => problem('SignInRequired', 'sign_in_required')
  expect(await flushOnce()).toMatchObject({ signIn: true })
  expect(asked).toHaveLength(1)
  expect([await stateOf('1'), await stateOf('2')]).toEqual(['waiting', 'waiting'])
})

test('nobody signed in: nothing is sent', async () => {
  await put('1')
  server.who = null
  expect(await flushOnce()).toMatchObject({ signIn: true })
  expect(asked).toEqual([])
})

test("another person's sign-in does not send my items", async () => {
  await put('1')
  server.who = 'person-2'
  await flushOnce()
  expect(asked).toEqual([])
  expect(await stateOf('1')).toBe('waiting')
})

test('what was made before signing in becomes whoever signs in', async () => {
  await put('1', { personId: null })
  await flushOnce()
  expect(await oneItem('1')).toMatchObject({ state: 'sent', personId: ME })
})

test('no network stops the run without counting a try', async () => {
  await put('1')
  await put('2')
  server.mutation = () => Promise.reject(new TypeError('Failed to fetch'))
  expect(await flushOnce()).toMatchObject({ offline: true })
  expect(asked).toHaveLength(1)
  expect(await oneItem('1')).toMatchObject({ state: 'waiting', tries: 0 })
})

test('a server error waits longer each time, and the next item still goes', async () => {
  await put('1')
  await put('2')
  server.mutation = (variables) => ((variables.input as { id: string }).id === '1' ? json({}, 500) : accepted())
  await flushOnce()
  expect(await oneItem('1')).toMatchObject({ state: 'waiting', tries: 1 })
  expect((await oneItem('1'))!.dueAt).toBeGreaterThan(Date.now())
  expect(await stateOf('2')).toBe('sent')
})

test('a fault inside the server is no refusal; a question it does not understand is', async () => {
  await put('1')
  server.mutation = () => json({ errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL' } }] })
  await flushOnce()
  expect(await stateOf('1')).toBe('waiting')
  server.mutation = () => json({ errors: [{ message: 'Cannot query field' }] }, 400)
  await changeItem('1', (item) => ({ ...item, dueAt: 0 }))
  await flushOnce()
  expect(await stateOf('1')).toBe('needsYou')
})

test("the server's own wish for when to come back is kept", async () => {
  await put('1')
  server.mutation = () => problem('TooManyTries', 'too_many_tries', { retryAfterSeconds: 300 })
  const { nextAt } = await flushOnce()
  expect(nextAt! - Date.now()).toBeGreaterThan(290_000)
})

test("a portal's page instead of our server's answer is no refusal", async () => {
  await put('1')
  server.mutation = () => new Response('<html>Wi-Fi</html>')
  await flushOnce()
  expect(await stateOf('1')).toBe('waiting')
})

test('steps of one snap keep their order: solving waits for taking on', async () => {
  await put('1', { kind: 'takeOnSnap', variables: { input: { id: '1', snapId: 's' } } })
  await put('2', { kind: 'solveSnap', variables: { input: { id: '2', snapId: 's' } } })
  await put('3', { kind: 'backSnap', variables: { id: '3', snapId: 'other' } })
  server.mutation = (_, name) => (name === 'SendTakeOnSnap' ? json({}, 500) : accepted())
  await flushOnce()
  expect(asked).toEqual(['SendTakeOnSnap', 'SendBackSnap'])
  server.mutation = accepted
  await changeItem('1', (item) => ({ ...item, dueAt: 0 }))
  await flushOnce()
  expect(asked.slice(2)).toEqual(['SendTakeOnSnap', 'SendSolveSnap'])
})

test('an item found in the middle of sending after a crash is sent again under the same id', async () => {
  await put('1', { state: 'sending' })
  await flushOnce()
  expect(await stateOf('1')).toBe('sent')
})

test('and waits like the rest as long as the server cannot be asked, so that it can be changed', async () => {
  await put('1', { state: 'sending' })
  server.who = null
  await flushOnce()
  expect(await stateOf('1')).toBe('waiting')
})

test('an item deleted while it is on its way does not come back', async () => {
  await put('1')
  server.mutation = async () => {
    await dropItem('1')
    return accepted()
  }
  await flushOnce()
  expect(await oneItem('1')).toBeUndefined()
})

test('an item of the first version, with fields missing, is still sent', async () => {
  await withDb((db) => db.put('items', { version: 0, id: '1', kind: 'takeSnap', variables: { input: { id: '1' } } } as unknown as OutboxItem))
  await flushOnce()
  expect(await stateOf('1')).toBe('sent')
})

test('the database closed under memory pressure is opened again', async () => {
  await put('1')
  await close()
  await flushOnce()
  expect(await stateOf('1')).toBe('sent')
})

test('the browser is not sent away for minutes by what is due in a moment', async () => {
  await put('1', { dueAt: Date.now() + 50 })
  await flushForSync()
  expect(await stateOf('1')).toBe('sent')
})

test('but comes again later for what has to wait', async () => {
  await put('1', { dueAt: Date.now() + 60_000 })
  await expect(flushForSync()).rejects.toThrow('not all is sent')
})

test('sent items go after three days', async () => {
  await put('1', { state: 'sent', sentAt: Date.now() - 4 * 24 * 3_600_000 })
  await put('2', { state: 'sent', sentAt: Date.now() - 3_600_000 })
  await flushOnce()
  expect((await allItems()).map((item) => item.id)).toEqual(['2'])
})
