import { expect, test } from 'vitest'
import { leaks } from './leaks'

const INNER = { name: '耿玉芝', phone: '13906419244', address: '2号楼1单元101室' }

test('a name, a number and a door that still stand in the words are named', () => {
  expect(leaks('耿玉芝想修轮椅，打 139 0641 9244，住2号楼1单元101室', INNER)).toEqual(['耿玉芝', '13906419244', '2号楼1单元101室'])
})

test('a door is seen also where it is not the one that was given', () => {
  expect(leaks('送到三单元门口', INNER)).toEqual(['三单元'])
})

test('words that say nothing of a person are left alone', () => {
  expect(leaks('想有人帮我把轮椅的刹车修一修，约 40 元。', INNER)).toEqual([])
})
