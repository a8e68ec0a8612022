import { expect, test } from 'vitest'
import { filterOf, pathOf, receiptIn, scopesFor, wantedOf } from './filter'
import { showFresh, takeFirst, takeNext, type Listed } from '../../../api/listed'

const page = (...ids: string[]) => ({ ids, cursor: ids.at(-1) ?? null, more: true })
const live = (...ids: string[]): Listed => ({ ...page(...ids), fresh: [], live: true })

test('the first answer is shown as it is', () => {
  expect(takeFirst(null, page('c', 'b'), true).ids).toEqual(['c', 'b'])
})

test('what the phone had kept gives way to the server', () => {
  const kept = takeFirst(null, page('b', 'a'), false)
  expect(takeFirst(kept, page('d', 'b'), true)).toMatchObject({ ids: ['d', 'b'], fresh: [], live: true })
})

test('new rows wait, and nothing that is shown moves', () => {
  const listed = takeFirst(live('b', 'a'), page('d', 'c', 'b'), true)
  expect(listed.ids).toEqual(['b', 'a'])
  expect(listed.fresh).toEqual(['d', 'c'])
  expect(showFresh(listed)).toMatchObject({ ids: ['d', 'c', 'b', 'a'], fresh: [] })
})

test('the next page adds at the end, and nothing twice', () => {
  const listed = takeNext(live('d', 'c'), { ids: ['c', 'b'], cursor: 'b', more: false })
  expect(listed).toMatchObject({ ids: ['d', 'c', 'b'], cursor: 'b', more: false })
})

test('an empty list takes what comes at once', () => {
  expect(takeFirst(live(), page('a'), true)).toMatchObject({ ids: ['a'], fresh: [] })
})

test('a list is found again by its address', () => {
  const wanted = { scope: 'AREA', state: 'open', category: 'ROAD', lamp: 'RED', text: '井盖 移位' } as const
  const query = Object.fromEntries(new URL(pathOf(wanted), 'http://x').searchParams)
  expect(wantedOf(query, scopesFor(true, 1))).toEqual(wanted)
  expect(filterOf(wanted)).toMatchObject({ statuses: ['WAITING', 'IN_HAND', 'AT_STREET', 'IN_CALL'], categories: ['ROAD'] })
})

test('a scope one may not see falls back to the first', () => {
  expect(wantedOf({ scope: 'area' }, scopesFor(false, 0)).scope).toBe('PUBLIC')
})

test('receipt numbers are known with and without spaces', () => {
  expect(receiptIn('1123 0386 4217')).toBe('112303864217')
  expect(receiptIn('井盖 1123')).toBeNull()
})
