import { expect, test } from 'vitest'
import { balanceOf, netOf, owing, seenFrom } from './netting'

const pair = (streetA: string, streetB: string, owedByA: number, owedByB: number) => ({ streetA, streetB, nameA: `${streetA}街道`, nameB: `${streetB}街道`, owedByA, owedByB })
const pairs = [pair('a', 'b', 30, 12), pair('b', 'c', 5, 0)]

test('each street of a pair sees its own side', () => {
  expect(seenFrom(pairs[0]!, 'a')).toEqual({ owes: 30, owed: 12 })
  expect(seenFrom(pairs[0]!, 'b')).toEqual({ owes: 12, owed: 30 })
})

test('the table says what a row owes a column, and nothing about itself', () => {
  expect(owing(pairs, 'a', 'b')).toBe(30)
  expect(owing(pairs, 'b', 'a')).toBe(12)
  expect(owing(pairs, 'a', 'c')).toBe(0)
  expect(owing(pairs, 'a', 'a')).toBeNull()
})

test('all balances add up to nothing: what one receives another pays', () => {
  const balances = ['a', 'b', 'c'].map((code) => balanceOf(pairs, code))
  expect(balances).toEqual([-18, 13, 5])
  expect(balances.reduce((sum, one) => sum + one)).toBe(0)
})

test('in the end one of the two pays the difference', () => {
  expect(netOf(pairs[0]!)).toEqual({ from: 'a街道', to: 'b街道', net: 18 })
  expect(netOf(pair('a', 'b', 3, 9))).toEqual({ from: 'b街道', to: 'a街道', net: 6 })
})
