import { expect, test } from 'vitest'
import { ems, levelFor, place, type Spot } from './labels'
import { around, clamp, CLOSEST, fit, onTheWay, under, zoomAt } from './view'

const size = { width: 390, height: 600 }
const plane = { width: 12_000, height: 9_000 }
const whole = fit({ x: 0, y: 0, ...plane }, size)

test('the whole fits, in the middle', () => {
  expect(under(whole, 195, 300)).toEqual({ x: 6_000, y: 4_500 })
  expect(whole.k * plane.width).toBeLessThanOrEqual(size.width)
})

test('what lies under the finger stays there while zooming', () => {
  const before = under(whole, 100, 200)
  const after = under(zoomAt(whole, 3, 100, 200), 100, 200)
  expect(after.x).toBeCloseTo(before.x, 6)
  expect(after.y).toBeCloseTo(before.y, 6)
})

test('nobody can leave the map or fall through it', () => {
  expect(clamp(around(-5_000, 4_500, whole.k, size), plane, size)).toEqual(around(0, 4_500, whole.k, size))
  expect(clamp({ ...whole, k: 99 }, plane, size).k).toBe(CLOSEST)
  expect(clamp(zoomAt(whole, 0.01, 0, 0), plane, size).k).toBeCloseTo(whole.k * 0.8, 9)
})

test('the way between two views begins and ends at them', () => {
  const near = around(3_000, 3_000, 0.5, size)
  expect(onTheWay(whole, near, 0)).toEqual(whole)
  expect(onTheWay(whole, near, 1).x).toBeCloseTo(near.x, 6)
})

test('names get finer as the map comes closer, later in large type', () => {
  const sides = { street: 2_600, community: 800, cell: 420 }
  const at = (k: number, font: number) => levelFor({ street: sides.street * k, community: sides.community * k, cell: sides.cell * k }, font)
  expect(at(0.03, 13)).toBe('street')
  expect(at(0.1, 13)).toBe('community')
  expect(at(0.2, 13)).toBe('cell')
  expect(at(0.15, 24)).toBe('community')
})

test('of names that would cover each other the most urgent stays', () => {
  const spot = (code: string, x: number, lamp: Spot['lamp']): Spot => ({ code, text: '智远', x, y: 100, count: 1, digits: '1', lamp, mine: false })
  const placed = place([spot('1', 100, 'GREEN'), spot('2', 104, 'RED'), spot('3', 300, 'IDLE'), spot('4', 900, 'RED')], 13, size)
  expect(placed.map((one) => one.code)).toEqual(['2', '3'])
})

test('Chinese characters are square, digits are not', () => {
  expect(ems('智远')).toBe(2)
  expect(ems('008')).toBeCloseTo(1.74)
})
