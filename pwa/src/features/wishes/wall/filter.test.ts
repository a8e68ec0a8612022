import { expect, test } from 'vitest'
import { filterOf, narrowing, ordersOf, pathOf, tabsFor, wantedOf, type Wanted } from './filter'

const all = tabsFor(true, true)
const wanted = (patch: Partial<Wanted>): Wanted => ({ tab: 'open', within: null, kind: null, order: 'newest', text: '', ...patch })

test('a visitor sees the wall, who signed in their own too, and who reviews what waits', () => {
  expect(tabsFor(false, false)).toEqual(['open', 'under-way', 'done'])
  expect(tabsFor(true, false)).toEqual(['open', 'under-way', 'done', 'mine', 'claims'])
  expect(all).toContain('review')
})

test('a list’s address leads back to the same list', () => {
  const given = wanted({ tab: 'under-way', within: '370102013', kind: 'GOODS', order: 'stale', text: '轮椅' })
  const query = Object.fromEntries(new URLSearchParams(pathOf(given).split('?')[1]))
  expect(wantedOf(query, all)).toEqual(given)
})

test('an address with nonsense falls back to the wall', () => {
  expect(wantedOf({ tab: 'review', within: "3701' or 1", kind: 'gold', order: 'stale' }, tabsFor(false, false))).toEqual(wanted({}))
})

test('what is not claimed cannot be late, and what is cannot be ordered by nearness', () => {
  expect(ordersOf('open')).not.toContain('stale')
  expect(ordersOf('under-way')).not.toContain('nearest')
})

test('the nearest come first once it is known where one stands, and no nearer than a hundred metres', () => {
  const nearest = wanted({ order: 'nearest' })
  expect(filterOf(nearest, null)).toMatchObject({ order: 'NEWEST', near: null })
  expect(filterOf(nearest, { lon: 117.102_53, lat: 36.662_51 })).toMatchObject({ order: 'NEAREST', near: { crs: 'WGS84', lon: 117.103, lat: 36.663 } })
})

test('under way are those that were claimed and those that wait for a word', () => {
  expect(filterOf(wanted({ tab: 'under-way' }), null)).toMatchObject({ scope: 'PUBLIC', statuses: ['CLAIMED', 'REPORTED'] })
  expect(filterOf(wanted({ tab: 'claims' }), null)).toMatchObject({ scope: 'CLAIMED_BY_ME', statuses: null })
})

test('place, kind and an unusual order narrow the list; the text does not count', () => {
  expect(narrowing(wanted({ within: '370102', kind: 'SERVICE', order: 'deadline', text: '灯' }))).toBe(3)
})
