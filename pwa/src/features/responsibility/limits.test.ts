import { beforeEach, expect, test } from 'vitest'
import { allWordsReady } from '../../words'
import { language } from '../../words/language'
import { limitAt, limitSpan, type Limit } from './limits'

const limit = (urgency: Limit['urgency'], minutes: number, more: Partial<Limit> = {}): Limit => ({ urgency, stage: 'RESPOND', minutes, working: false, assumed: false, ...more })

beforeEach(async () => {
  language.value = 'zh'
  await allWordsReady()
})

test('an urgency without a limit has that of the next lesser one', () => {
  const limits = [limit('NORMAL', 120), limit('EMERGENCY', 30)]
  expect(limitAt(limits, 'URGENT', 'RESPOND')?.minutes).toBe(120)
  expect(limitAt(limits, 'EMERGENCY', 'RESPOND')?.minutes).toBe(30)
  expect(limitAt([limit('EMERGENCY', 30)], 'NORMAL', 'RESPOND')).toBeUndefined()
  expect(limitAt(limits, 'NORMAL', 'SIGN')).toBeUndefined()
})

test('an emergency runs at night too, also with a lesser limit', () => {
  const limits = [limit('NORMAL', 120, { working: true })]
  expect(limitAt(limits, 'URGENT', 'RESPOND')?.working).toBe(true)
  expect(limitAt(limits, 'EMERGENCY', 'RESPOND')?.working).toBe(false)
})

test('office hours are said as such', () => {
  expect(limitSpan(limit('NORMAL', 840, { working: true }))).toBe('2\u00A0个工作日')
  expect(limitSpan(limit('NORMAL', 90, { working: true }))).toBe('2\u00A0个工作小时')
  expect(limitSpan(limit('NORMAL', 120))).toBe('2\u00A0时')
})
