import { beforeEach, expect, test, vi } from 'vitest'
import { allWordsReady, fill, t } from '.'
import { language } from './language'
import { zh } from './zh'
import { activities as zhActivities } from './zh/activities'
import { counter as zhCounter } from './zh/counter'
import { office as zhOffice } from './zh/office'
import { points as zhPoints } from './zh/points'
import { rest as zhRest } from './zh/rest'
import { en } from './en'
import { activities as enActivities } from './en/activities'
import { counter as enCounter } from './en/counter'
import { office as enOffice } from './en/office'
import { points as enPoints } from './en/points'
import { rest as enRest } from './en/rest'
import { wishes as enWishes } from './en/wishes'
import { wishes as zhWishes } from './zh/wishes'
import { ago, clock, date, fours, left, now, span, when } from './time'

const AT = Date.parse('2026-11-23T11:22:00Z') // 19:22 in the district
const iso = (ms: number): string => new Date(ms).toISOString()
const MINUTE = 60_000
const HOUR = 60 * MINUTE

beforeEach(() => {
  vi.setSystemTime(AT)
  now.value = AT
  language.value = 'zh'
})

test('a number and its unit do not part at the end of a line', () => {
  expect(fill('剩 {n} 分', { n: 25 })).toBe('剩 25\u00A0分')
  expect(fill('在 {place} 旁', { place: '东门' })).toBe('在 东门 旁')
})

test('English has one and many', () => {
  expect(fill('{n} neighbour | {n} neighbours', { n: 1 })).toBe('1\u00A0neighbour')
  expect(fill('{n} neighbour | {n} neighbours', { n: 7 })).toBe('7\u00A0neighbours')
})

test('both languages have the same placeholders, and neither has an empty text', () => {
  const names = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].toSorted()
  const chinese: Record<string, string> = { ...zh, ...zhRest, ...zhActivities, ...zhCounter, ...zhOffice, ...zhPoints, ...zhWishes }
  const english: Record<string, string> = { ...en, ...enRest, ...enActivities, ...enCounter, ...enOffice, ...enPoints, ...enWishes }
  expect(Object.keys(english).toSorted()).toEqual(Object.keys(chinese).toSorted())
  const different = Object.keys(chinese).filter((key) => names(chinese[key]!).join() !== names(english[key]!).join())
  expect(different).toEqual([])
  expect(Object.entries({ ...chinese, ...english }).filter(([, text]) => !text.trim())).toEqual([])
})

test('a change of language changes the words', async () => {
  await allWordsReady()
  expect(t('nav.today')).toBe('今天')
  language.value = 'en'
  await allWordsReady()
  expect(t('nav.today')).toBe('Today')
})

test('a volume comes when its screen does, in each language', async () => {
  expect(t('ledger.ok')).toBe('')
  await allWordsReady('office')
  expect(t('ledger.ok')).toBe('账本完好')
  language.value = 'en'
  await allWordsReady()
  expect(t('ledger.ok')).toBe('The ledger is sound')
})

test('times are said the way people say them, in the district’s zone', () => {
  expect(clock(iso(AT))).toBe('19:22')
  expect(when(iso(AT - HOUR))).toBe('18:22')
  expect(when(iso(AT - 24 * HOUR))).toContain('昨天')
  expect(when(iso(AT - 72 * HOUR))).toBe('11月20日')
  expect(date('2025-11-20T04:00:00Z')).toContain('2025')
})

test('what is left comes first, in its two largest units, and never as nothing', () => {
  expect(left(iso(AT + 25 * MINUTE))).toBe('剩 25\u00A0分')
  expect(left(iso(AT - 40 * MINUTE))).toBe('超 40\u00A0分')
  expect(left(iso(AT + 10_000))).toBe('剩 1\u00A0分')
  expect(span(80 * MINUTE)).toBe('1\u00A0时 20\u00A0分')
  expect(span(5 * HOUR)).toBe('5\u00A0时')
  expect(span(34 * HOUR)).toBe('1\u00A0天 10\u00A0时')
  expect(span(200 * HOUR)).toBe('8\u00A0天')
})

test('the age of what is shown', () => {
  expect(ago(AT - 5_000)).toBe('刚刚')
  expect(ago(AT - 3 * MINUTE)).toBe('3\u00A0分钟前')
  expect(ago(AT - 5 * HOUR)).toBe('5\u00A0小时前')
})

test('codes are read in fours', () => {
  expect(fours('112303864217')).toBe('1123\u00A00386\u00A04217')
})
