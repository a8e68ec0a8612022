import { expect, test } from 'vitest'
import { compare } from './held'

test('the first content is shown as it comes', () => {
  expect(compare([], ['a', 'b'])).toEqual({ ids: ['a', 'b'], fresh: 0, gone: new Set() })
})

test('a new row waits and moves nothing', () => {
  expect(compare(['a', 'b'], ['c', 'a', 'b'])).toEqual({ ids: ['a', 'b'], fresh: 1, gone: new Set() })
})

test('a row that left stays where it was, marked', () => {
  expect(compare(['a', 'b'], ['b'])).toEqual({ ids: ['a', 'b'], fresh: 0, gone: new Set(['a']) })
})

test('when nothing on screen is true any more, the list settles', () => {
  expect(compare(['a'], ['b'])).toEqual({ ids: ['b'], fresh: 0, gone: new Set() })
  expect(compare(['a'], []).ids).toEqual([])
})
