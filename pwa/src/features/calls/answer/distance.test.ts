import { expect, test } from 'vitest'
import { metresTo } from './distance'

test('a thousandth of a degree is 111 m northwards and less eastwards', () => {
  const here = { lon: 117.1, lat: 36.66, accuracyMetres: 8 }
  expect(metresTo(here, 117.1, 36.661)).toBe(111)
  expect(metresTo(here, 117.101, 36.66)).toBe(89)
})

test('nothing is invented when a place is not known', () => {
  expect(metresTo(null, 117.1, 36.66)).toBeNull()
  expect(metresTo({ lon: 117.1, lat: 36.66, accuracyMetres: 8 }, null, null)).toBeNull()
})
