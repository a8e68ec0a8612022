import { expect, test } from 'vitest'
import { findCell, type Cell } from './locate'

const square = (code: string, lon: number, lat: number, holes: number[][] = []): Cell => ({
  code,
  name: code,
  communityCode: code.slice(0, 12),
  communityName: '',
  labelLon: lon,
  labelLat: lat,
  outline: [[lon, lat, lon + 0.01, lat, lon + 0.01, lat + 0.01, lon, lat + 0.01, lon, lat], ...holes],
})

const cells = [square('a', 117, 36.6), square('b', 117.01, 36.6)]

test('a point is in its own cell', () => {
  expect(findCell(cells, 117.005, 36.605)).toMatchObject({ cell: { code: 'a' }, inside: true, distanceMetres: 0 })
  expect(findCell(cells, 117.015, 36.605)?.cell.code).toBe('b')
})

test('outside every cell: the nearest, with its distance in metres', () => {
  const found = findCell(cells, 117.021, 36.605)
  expect(found).toMatchObject({ cell: { code: 'b' }, inside: false })
  expect(found!.distanceMetres).toBeGreaterThan(85)
  expect(found!.distanceMetres).toBeLessThan(95)
})

test('a hole belongs to the cell that fills it', () => {
  const hole = [117.004, 36.604, 117.006, 36.604, 117.006, 36.606, 117.004, 36.606, 117.004, 36.604]
  const inner = { ...square('c', 117, 36.6), outline: [hole] }
  expect(findCell([square('a', 117, 36.6, [hole]), inner], 117.005, 36.605)?.cell.code).toBe('c')
})

test('no cells on this phone yet: nothing is claimed', () => {
  expect(findCell([], 117, 36.6)).toBeUndefined()
})
