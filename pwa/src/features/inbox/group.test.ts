import { expect, test } from 'vitest'
import { group, type Message } from './group'

const NOW = Date.parse('2026-11-23T10:00:00Z')
const message = (id: string, at: string, more: Partial<Message> = {}): Message =>
  ({ id, at, kind: 'snap.taken', title: id, body: '', path: '/', needsMe: false, readAt: null, ...more }) as Message

test('unread messages that need me stand on top, the rest by day of the district', () => {
  const grouped = group(
    [
      message('needs', '2026-11-20T10:00:00Z', { needsMe: true }),
      message('done', '2026-11-23T09:00:00Z', { needsMe: true, readAt: '2026-11-23T09:30:00Z' }),
      message('morning', '2026-11-22T16:30:00Z'), // 00:30 on the 23rd in the district
      message('old', '2026-11-22T15:30:00Z'),
    ],
    NOW,
  )
  expect(grouped.urgent.map((m) => m.id)).toEqual(['needs'])
  expect(grouped.today.map((m) => m.id)).toEqual(['done', 'morning'])
  expect(grouped.earlier.map((m) => m.id)).toEqual(['old'])
})
