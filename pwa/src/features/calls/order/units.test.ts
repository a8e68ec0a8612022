import { expect, test } from 'vitest'
import type { DutyPartsFragment } from '../gql/graphql'
import { alter, callable, choose, inOrder, leave, listedUnits, usableSets, type Callable } from './units'

const item = {
  lead: { unit: '城管局', duty: '查占道', unitId: 'a' },
  coUnits: [{ unit: '水务局', duty: '查污水', unitId: 'b' }, { unit: '撤了的局', duty: '', unitId: null }],
} as unknown as DutyPartsFragment

const other = (unitId: string): Callable => ({ unitId, name: unitId, part: 'CO_OPERATING', duty: '', listed: false })

test('the lead comes first, and a unit that is not here can be seen but not called', () => {
  const rows = listedUnits(item)
  expect(rows.map((row) => [row.unitId, row.part])).toEqual([['a', 'LEAD'], ['b', 'CO_OPERATING'], [null, 'CO_OPERATING']])
  expect(choose({}, rows[2]!, 2)).toEqual({})
})

test('who is on the call already is not offered again, and nobody twice', () => {
  const rows = callable(listedUnits(item), [other('b'), other('c')], new Set(['a']))
  expect(rows.map((row) => row.unitId)).toEqual(['b', null, 'c'])
})

test('a chosen unit keeps its id through every change, and the lead stands first on the order', () => {
  const rows = callable(listedUnits(item), [other('c')], new Set())
  const begun = choose(choose({}, rows[1]!, 2), rows[3]!, 1)
  const changed = alter(alter(begun, 'c', { part: 'LEAD' }), 'b', { headcount: 5 })
  expect(changed.b!.id).toBe(begun.b!.id)
  expect(inOrder(rows, changed).map((one) => [one.unitId, one.headcount])).toEqual([['c', 1], ['b', 5]])
  expect(inOrder(rows, leave(changed, 'c')).map((one) => one.unitId)).toEqual(['b'])
})

test('a set that was called before is offered once, without who is gone or here already', () => {
  const sets = [{ unitIds: ['a', 'b', 'x'], at: '2' }, { unitIds: ['b', 'a'], at: '1' }, { unitIds: ['x'], at: '0' }]
  expect(usableSets(sets, new Set(['a', 'b', 'c']))).toEqual([{ unitIds: ['a', 'b'], at: '2' }])
})
