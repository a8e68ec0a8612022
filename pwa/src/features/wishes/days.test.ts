import { beforeEach, expect, test } from 'vitest'
import { language } from '../../words/language'
import { allWordsReady } from '../../words'
import { now } from '../../words/time'
import { dayNumber, daysOn, daysTo, firstDay, leftOf } from './days'

beforeEach(async () => {
  language.value = 'zh'
  now.value = Date.parse('2026-11-23T15:30:00Z') // 23:30 in the district
  await allWordsReady('wishes')
})

test('a promise is counted in the district’s days, not in hours', () => {
  expect(daysOn(0)).toBe('2026-11-23')
  expect(daysTo('2026-11-24')).toBe(1)
  expect(leftOf('2026-11-26')).toBe('剩 3\u00A0天')
  expect(leftOf('2026-11-23')).toBe('今天到期')
  expect(leftOf('2026-11-21')).toBe('超 2\u00A0天')
})

test('the day of publication is the first', () => {
  expect(dayNumber('2026-11-23T01:00:00Z')).toBe(1)
  expect(dayNumber('2026-11-22T14:00:00Z')).toBe(2)
})

test('the day offered to a claimer is the wished one, within what may be promised, and never past', () => {
  expect(firstDay('2026-11-29', 30)).toBe('2026-11-29')
  expect(firstDay('2027-05-01', 30)).toBe('2026-12-23')
  expect(firstDay('2026-11-01', 30)).toBe('2026-11-30')
  expect(firstDay(null, 3)).toBe('2026-11-26')
})
