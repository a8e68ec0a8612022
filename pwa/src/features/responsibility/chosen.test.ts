import { expect, test } from 'vitest'
import { chosenOf, pathOf } from './chosen'

const again = (path: string) => chosenOf(Object.fromEntries(new URL(path, 'http://x').searchParams))

test('an address says what is looked at', () => {
  expect(pathOf({ area: null, text: '' })).toBe('/list')
  for (const chosen of [{ area: 'WATER' as const, text: '' }, { area: null, text: '占道 & 烧烤' }]) expect(again(pathOf(chosen))).toEqual(chosen)
})

test('an address somebody made up is no area', () => {
  expect(chosenOf({ area: 'MOON', q: '  井  ' })).toEqual({ area: null, text: '井' })
})
