import { expect, test } from 'vitest'
import { pieces } from './marked'

test('what matched is marked, the rest is not', () => {
  expect(pieces('占道经营影响通行', [{ start: 0, end: 2 }, { start: 6, end: 8 }])).toEqual([
    { at: 0, text: '占道', marked: true }, { at: 2, text: '经营影响', marked: false }, { at: 6, text: '通行', marked: true },
  ])
})

test('ranges that touch, overlap or reach too far lose and repeat nothing', () => {
  const cut = pieces('雨水井堵塞', [{ start: 1, end: 3 }, { start: 2, end: 9 }])
  expect(cut.map((one) => one.text).join('')).toBe('雨水井堵塞')
  expect(pieces('', [{ start: 0, end: 3 }])).toEqual([])
})

test('a rare character counts as one', () => {
  expect(pieces('𠮷店占道', [{ start: 2, end: 4 }]).at(-1)).toMatchObject({ text: '占道', marked: true })
})
