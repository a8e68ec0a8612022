import { expect, test } from 'vitest'
import { qrPath } from './qrPath'

test('a row of dark modules is one stroke', () => {
  expect(qrPath([[true, true, false, true]])).toBe('M0 0h2v1h-2zM3 0h1v1h-1z')
  expect(qrPath([[false, false], [false, true]])).toBe('M1 1h1v1h-1z')
})
