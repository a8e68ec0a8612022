import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refused } from '../api/request'
import { expired, me, setMe, type Me } from '../api/session'
import { deliver } from './deliver'
import { flushOnce } from './flush'
import { lift, type OutboxItem } from './format'
import { allItems, dropItem, getPhoto, oneItem, putPhoto } from './store'

const ME = { person: { id: 'a', language: 'ZH' }, permissions: [], posts: [] } as unknown as Me

const json = (result: unknown) => new Response(JSON.stringify({ data: { result } }))
const accepted = () => json({ __typename: 'Call', id: 'c', status: 'ON_SITE' })
const refused = () => json({ __typename: 'WrongStatus', code: 'wrong_status', message: '已经办结' })

let sent: string[]
let server: () => Response | Promise<Response>

/** One lock, as every browser of today has it. */
let line: Promise<unknown>
const locks = {
  request: (_: string, ...rest: [unknown, () => Promise<unknown>] | [() => Promise<unknown>]) => {
    const work = rest.at(-1) as () => Promise<unknown>
    const done = line.then(work)
    line = done.catch(() => undefined)
    return done
  },
}

beforeEach(async () => {
  for (const { id } of await allItems()) await dropItem(id)
  line = Promise.resolve()
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })
  setMe(ME)
  sent = []
  server = accepted
  vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
    if (url.startsWith('/media/')) return new Response(JSON.stringify({ sha256: 'h' }))
    if (body.includes('OutboxOwner')) return new Response(JSON.stringify({ data: { me: { person: { id: 'a' } } } }))
    sent.push((JSON.parse(body) as { variables: { input: { id: string } } }).variables.input.id)
    return server()
  })
})

afterEach(() => void Reflect.deleteProperty(navigator, 'locks'))

async function report(id: string): Promise<OutboxItem> {
  await putPhoto({ id: `p${id}`, sha256: 'h', type: 'image/jpeg', bytes: new ArrayBuffer(8), bare: true })
  return lift({ id, kind: 'reportCompletion', personId: 'a', variables: { input: { id, callId: `c${id}` } }, photos: [{ id: `p${id}`, sha256: 'h', size: 8, confirmed: false }] })
}

test('what is sent at once is on the phone before, and gone from it afterwards', async () => {
  let during: OutboxItem | undefined
  server = async () => {
    during = await oneItem('1')
    return accepted()
  }
  expect(await deliver(await report('1'))).toBe('done')
  expect(during).toMatchObject({ state: 'sending', photos: [{ confirmed: true }] })
  expect([await allItems(), await getPhoto('p1')]).toEqual([[], undefined])
})

test('a page killed while it sends loses nothing: the next one sends it under the same id', async () => {
  // the lock of a page that is gone is free again
  server = () => new Promise(() => undefined)
  void deliver(await report('2'))
  await vi.waitFor(() => expect(sent).toEqual(['2']))
  line = Promise.resolve()
  server = accepted
  await flushOnce()
  expect(sent).toEqual(['2', '2'])
  expect((await oneItem('2'))?.state).toBe('sent')
})

test('a refusal is told on the spot; its photos stay with the one who sent them', async () => {
  server = refused
  await expect(deliver(await report('3'))).rejects.toBeInstanceOf(Refused)
  expect([await allItems(), (await getPhoto('p3'))?.bytes.byteLength]).toEqual([[], 8])
})

test('no answer: it waits, with its photos', async () => {
  server = () => Promise.reject(new TypeError('Failed to fetch'))
  expect(await deliver(await report('4'))).toBe('queued')
  expect(await oneItem('4')).toMatchObject({ state: 'waiting', personId: 'a' })
  expect((await getPhoto('p4'))?.bytes.byteLength).toBe(8)
})

test('a session that has ended keeps everything until somebody signs in again', async () => {
  server = () => json({ __typename: 'SignInRequired', code: 'sign_in_required', message: '' })
  expect(await deliver(await report('5'))).toBe('queued')
  expect([me.value, expired.value, (await oneItem('5'))?.state]).toEqual([null, true, 'waiting'])
})

test('a run of the outbox at the same moment does not send it twice', async () => {
  const item = await report('6')
  const [how] = await Promise.all([deliver(item), flushOnce(), flushOnce()])
  expect([how, sent]).toEqual(['done', ['6']])
})

test('nobody waits long for their turn: what does not get one stays in the outbox', async () => {
  Object.defineProperty(navigator, 'locks', { value: { request: () => Promise.reject(new DOMException('', 'TimeoutError')) }, configurable: true })
  expect(await deliver(await report('7'))).toBe('queued')
  expect(sent).toEqual([])
  expect(await oneItem('7')).toBeDefined()
})
