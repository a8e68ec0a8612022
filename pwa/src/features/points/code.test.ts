import { expect, test } from 'vitest'
import { codeIn, isWhole, qrText, typed } from './code'

test('what a code holds is read back, also from another address of the same app', () => {
  expect(codeIn(qrText('https://example.org', '47291863'))).toBe('47291863')
  expect(codeIn('https://example.org/bank/counter?lang=zh&code=47291863')).toBe('47291863')
})

test('digits read in fours are one code', () => {
  expect(codeIn('4729 1863')).toBe('47291863')
  expect(codeIn('4729\u00A01863')).toBe('47291863')
})

test('another QR code is none of ours', () => {
  for (const text of ['', '4729186', '472918631', 'https://example.org/?code=47291863', 'WIFI:S:x;P:47291863;;']) expect(codeIn(text)).toBeNull()
})

test('only digits are typed, and eight at most', () => {
  expect(typed('47 29-1863 99')).toBe('47291863')
  expect(isWhole('47291863')).toBe(true)
  expect(isWhole('4729186')).toBe(false)
})
