import { expect, test } from 'vitest'
import { base64, FILE_AT_MOST, kilobytes, nameOf } from './file'

test('the largest file arrives as it was and fits into a request', () => {
  const bytes = Uint8Array.from({ length: FILE_AT_MOST }, (_, n) => n % 256)
  const text = base64(bytes)
  const back = atob(text)
  expect(back.length).toBe(bytes.length)
  expect(bytes.every((one, n) => one === back.charCodeAt(n))).toBe(true)
  expect(text.length).toBeLessThan(256 * 1024 - 8 * 1024)
})

test('a size is never told smaller than it is', () => {
  expect(kilobytes(180_001)).toBe(181)
  expect(nameOf('历下区清单 2026.XLSX')).toBe('历下区清单 2026')
})
