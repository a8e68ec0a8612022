import { beforeAll, expect, test } from 'vitest'
import { allWordsReady } from '../../../words'
import { language } from '../../../words/language'
import { against, atMost } from './against'

const good = { points: 20, stock: 3, perMonth: 2, available: true }
const open = { open: true }

beforeAll(async () => {
  language.value = 'zh'
  await allWordsReady('points')
})

test('whoever has enough may exchange, and a visitor is not told of a lack', () => {
  expect(against({ good, branch: open, quantity: 2, available: 40 })).toBeNull()
  expect(against({ good, branch: open, quantity: 2, available: null })).toBeNull()
})

test('the reason says what is missing', () => {
  expect(against({ good, branch: open, quantity: 2, available: 36 })).toBe('还差 4\u00A0分')
  expect(against({ good: { ...good, stock: 1 }, branch: open, quantity: 2, available: 100 })).toBe('已换完')
  expect(against({ good, branch: { open: false }, quantity: 1, available: 100 })).toBe('这个网点现在不开放')
})

test('no more is offered than there is or than one may have in a month', () => {
  expect(atMost({ stock: 3, perMonth: 2 })).toBe(2)
  expect(atMost({ stock: null, perMonth: null })).toBe(9)
  expect(atMost({ stock: 0, perMonth: 2 })).toBe(1)
})
