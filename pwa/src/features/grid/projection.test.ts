import { expect, test } from 'vitest'
import { borders, boxOf, contains, Plane, type Outline } from './projection'

const square = (west: number, south: number, side = 0.01): Outline => [
  [west, south, west + side, south, west + side, south + side, west, south + side, west, south],
]

test('a point comes back from the plane where it was', () => {
  const plane = new Plane({ west: 117, south: 36.6, east: 117.2, north: 36.8 })
  expect(plane.lon(plane.x(117.123))).toBeCloseTo(117.123, 9)
  expect(plane.lat(plane.y(36.654))).toBeCloseTo(36.654, 9)
})

test('north is up and metres are metres', () => {
  const plane = new Plane({ west: 117, south: 36.6, east: 117.2, north: 36.8 })
  expect(plane.y(36.8)).toBe(0)
  expect(plane.y(36.6)).toBeCloseTo(22_264, 0)
  expect(plane.width).toBeCloseTo(17_856, -2)
})

test('a hole is outside', () => {
  const holed: Outline = [...square(0, 0, 3), ...square(1, 1, 1)]
  expect(contains(holed, 0.5, 0.5)).toBe(true)
  expect(contains(holed, 1.5, 1.5)).toBe(false)
  expect(contains(holed, 3.5, 1)).toBe(false)
})

test('the box of nothing is null', () => {
  expect(boxOf([])).toBeNull()
  expect(boxOf([square(1, 2, 1)])).toEqual({ west: 1, south: 2, east: 2, north: 3 })
})

test('edges inside a group vanish, those between groups and at the rim stay once', () => {
  const cells = [
    { group: 'a', outline: square(0, 0, 1) },
    { group: 'a', outline: square(1, 0, 1) },
    { group: 'b', outline: square(2, 0, 1) },
  ]
  expect(borders(cells, (cell) => cell.group)).toHaveLength(9)
  expect(borders(cells, () => 'all')).toHaveLength(8)
})
