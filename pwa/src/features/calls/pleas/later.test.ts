import { expect, test } from 'vitest'
import { laterOf } from './later'

test('longer counts from the limit there is, a time of one’s own is the district’s', () => {
  const due = '2026-11-23T12:00:00Z'
  expect(new Date(laterOf('hours', '', due)!).toISOString()).toBe('2026-11-23T16:00:00.000Z')
  expect(new Date(laterOf('days', '', due)!).toISOString()).toBe('2026-11-26T12:00:00.000Z')
  expect(new Date(laterOf('own', '2026-11-25T09:00', due)!).toISOString()).toBe('2026-11-25T01:00:00.000Z')
  expect(laterOf('own', '', due)).toBeNull()
})
