import { beforeEach, expect, test } from 'vitest'
import { now } from '../../../words/time'
import { halfYear, periodOf, PERIODS } from './period'

beforeEach(() => void (now.value = Date.parse('2026-08-31T02:00:00Z')))

test('half a year ends today and begins on a day that exists', () => {
  expect(halfYear()).toEqual({ from: '2026-02-28', to: '2026-08-31' })
})

test('a month and a year begin with their first day', () => {
  const made = Object.fromEntries(PERIODS.map(({ name, make }) => [name, make().from]))
  expect(made).toMatchObject({ month: '2026-08-01', year: '2026-01-01' })
})

test('a period of the reader’s own is none of the usual', () => {
  expect(periodOf({ from: '2026-03-03', to: '2026-03-09' })).toBeNull()
  expect(periodOf(halfYear())).toBe('half')
})
