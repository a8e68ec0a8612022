import { expect, test, vi } from 'vitest'
import { messageOf, open } from './push'

const json = (value: unknown) => ({ json: () => value })

test('a push says what the server wrote', () => {
  const message = { tag: '1', title: '路灯修好了，请您确认', body: '小广场', path: '/snaps/1' }
  expect(messageOf(json(message))).toEqual(message)
})

test('whatever arrives, something is shown and leads to a path of our own', () => {
  const broken = { json: () => { throw new SyntaxError('not JSON') } }
  for (const data of [null, broken, json(null), json({}), json({ body: 'x' })]) expect(messageOf(data).path).toBe('/inbox')
  expect(messageOf(json({ title: 't', path: 'https://elsewhere.example' })).path).toBe('/inbox')
})

test('a tap opens the thing in the window that is there, or in a new one', async () => {
  const notification = { close: vi.fn(), data: { path: '/snaps/1' } } as unknown as Notification
  const window = { focus: vi.fn(), postMessage: vi.fn() }
  await open({ matchAll: async () => [window] } as unknown as Clients, notification)
  expect(window.postMessage).toHaveBeenCalledWith({ open: '/snaps/1' })
  const openWindow = vi.fn()
  await open({ matchAll: async () => [], openWindow } as unknown as Clients, notification)
  expect(openWindow).toHaveBeenCalledWith('/snaps/1')
})
