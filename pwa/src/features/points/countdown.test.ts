import { beforeEach, expect, test } from 'vitest'
import { allWordsReady } from '../../words'
import { language } from '../../words/language'
import { now } from '../../words/time'
import { countdown, usedPart } from './countdown'

const AT = Date.parse('2026-11-23T11:22:00Z')
const after = (ms: number): string => new Date(AT + ms).toISOString()

beforeEach(async () => {
  language.value = 'zh'
  now.value = AT
  await allWordsReady('points')
})

test('what is left is said to the second in the last hour, and not as a debt when it is over', () => {
  expect(countdown(after(9 * 60_000 + 42_000), AT)).toBe('剩 9\u00A0分 42\u00A0秒')
  expect(countdown(after(42_000), AT)).toBe('剩 42\u00A0秒')
  expect(countdown(after(3 * 86_400_000), AT)).toBe('剩 3\u00A0天')
  expect(countdown(after(-1), AT)).toBe('时间到了')
})

test('the ruler runs from its start to its end and no further', () => {
  expect(usedPart(after(-60_000), after(180_000), AT)).toBe(0.25)
  expect(usedPart(after(60_000), after(180_000), AT)).toBe(0)
  expect(usedPart(after(-120_000), after(-60_000), AT)).toBe(1)
})
