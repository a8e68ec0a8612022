import { expect, test } from 'vitest'
import { language } from '../../words/language'
import { periodName, periodOf, periodsUntil } from './period'

// half past midnight in the district is still yesterday in Greenwich
const NEW_YEAR = Date.parse('2026-12-31T16:30:00Z')

test('a month begins by the clock of the district', () => {
  expect(periodOf(NEW_YEAR)).toBe('2027-01')
})

test('the months before go over the turn of the year', () => {
  expect(periodsUntil(NEW_YEAR, 3)).toEqual(['2027-01', '2026-12', '2026-11'])
})

test('a month has its name in both languages', () => {
  language.value = 'zh'
  expect(periodName('2026-11')).toBe('2026年11月')
  language.value = 'en'
  expect(periodName('2026-11')).toBe('November 2026')
  language.value = 'zh'
})
