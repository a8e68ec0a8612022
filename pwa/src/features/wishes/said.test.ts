import { expect, test } from 'vitest'
import { percent, shortCommunity } from './said'

test('a share is never whole while something is missing, and never nothing while something is there', () => {
  expect(percent(611, 797)).toBe(77)
  expect(percent(999, 1000)).toBe(99)
  expect(percent(1, 1000)).toBe(1)
  expect(percent(0, 0)).toBe(0)
  expect(percent(5, 5)).toBe(100)
})

test('a community is called by its name', () => {
  expect(shortCommunity('盛福明城社区')).toBe('盛福明城')
})
