import { beforeEach, expect, test } from 'vitest'
import { allWordsReady } from '../../words'
import { language } from '../../words/language'
import { now } from '../../words/time'
import { dayName, dayParts, hoursOf, localOf, momentOf, wholeHours } from './when'

const START = '2026-11-28T01:00:00Z' // 9:00 in the district
const END = '2026-11-28T03:30:00Z'

beforeEach(async () => {
  language.value = 'zh'
  now.value = Date.parse('2026-11-27T04:00:00Z')
  await allWordsReady('activities')
})

test('an activity says its hours, and its second day only when there is one', () => {
  expect(hoursOf(START, END)).toBe('9:00–11:30')
  expect(hoursOf(START, '2026-11-29T03:00:00Z')).toBe('9:00–11月29日 11:00')
})

test('a near day has its name, a further one its weekday', () => {
  expect(dayName(START)).toBe('明天')
  expect(dayName('2026-11-27T10:00:00Z')).toBe('今天')
  expect(dayName('2026-11-30T01:00:00Z')).toBe('周一')
})

test('the day stands apart from its month', () => {
  expect(dayParts(START)).toEqual({ day: '28', month: '11月', today: false })
  // half past midnight in the district
  expect(dayParts('2026-11-28T16:30:00Z').day).toBe('29')
})

test('points are for whole hours, and a short one counts as one', () => {
  expect(wholeHours(START, END)).toBe(2)
  expect(wholeHours(START, '2026-11-28T01:30:00Z')).toBe(1)
})

test('a form is filled in by the clock of the district', () => {
  expect(momentOf('2026-11-28T09:00')).toBe('2026-11-28T01:00:00.000Z')
  expect(localOf(Date.parse(START))).toBe('2026-11-28T09:00')
})
