import { readFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { allWordsReady } from '../../../words'
import { language } from '../../../words/language'
import { fieldName, fieldNames } from './fields'

beforeEach(async () => {
  language.value = 'en'
  await allWordsReady()
})

test('every column of a file has a name in the reader’s language', () => {
  const source = readFileSync('../backend/gridcall/responsibility/columns.py', 'utf8')
  const columns = [...source.matchAll(/^ {4}\("(\w+)", "/gm)].map((found) => found[1]!)
  expect(columns.length).toBeGreaterThan(10)
  expect(columns.filter((column) => fieldName(column, '') === '')).toEqual([])
})

test('a column that is not known is called as in the file', () => {
  expect(fieldName('colour', '颜色')).toBe('颜色')
  expect(fieldNames(['lead', 'limits'])).toBe('leading unit, limits')
})
