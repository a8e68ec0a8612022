import { afterEach, expect, test, vi } from 'vitest'
import { SignOutDocument, StartDocument } from './gql/graphql'
import { act, Refused, Rejected, request, Unauthenticated, Unreachable } from './request'

const answer = (body: unknown, status = 200) =>
  vi.stubGlobal('fetch', vi.fn(async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })))

afterEach(() => void vi.unstubAllGlobals())

test('the header that no foreign form can send is on every request', async () => {
  answer({ data: { signOut: { __typename: 'Done', ok: true } } })
  await act(SignOutDocument, {})
  const [path, init] = vi.mocked(fetch).mock.calls[0]!
  expect(path).toBe('/graphql')
  expect(init?.headers).toMatchObject({ 'X-Gridcall': '1', 'Content-Type': 'application/json' })
})

test('a refusal carries the server’s words', async () => {
  answer({ data: { signOut: { __typename: 'TooManyTries', code: 'TOO_MANY_TRIES', message: '请稍后再试。', retryAfterSeconds: 30 } } })
  const error = await act(SignOutDocument, {}).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(Refused)
  expect((error as Refused).problem).toMatchObject({ message: '请稍后再试。', retryAfterSeconds: 30 })
})

test('asking for sign-in is told apart, however the server says it', async () => {
  answer({ data: { signOut: { __typename: 'SignInRequired', code: 'SIGN_IN_REQUIRED', message: '请先登录。' } } })
  await expect(act(SignOutDocument, {})).rejects.toThrow(Unauthenticated)
  answer({ errors: [{ message: 'x', extensions: { code: 'SIGN_IN_REQUIRED' } }] })
  await expect(request(StartDocument, {})).rejects.toThrow(Unauthenticated)
  answer('', 401)
  await expect(request(StartDocument, {})).rejects.toThrow(Unauthenticated)
})

test('no network, a proxy’s page and a restarting server are all "later", never a refusal', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => { throw new TypeError('Failed to fetch') }))
  await expect(request(StartDocument, {})).rejects.toThrow(Unreachable)
  answer('<html>login to the hotel</html>')
  await expect(request(StartDocument, {})).rejects.toThrow(Unreachable)
  answer('bad gateway', 502)
  await expect(request(StartDocument, {})).rejects.toThrow(Unreachable)
})

test('a document the server does not understand is a bug and says so', async () => {
  answer({ errors: [{ message: 'Cannot query field' }] }, 400)
  await expect(request(StartDocument, {})).rejects.toThrow(Rejected)
})
