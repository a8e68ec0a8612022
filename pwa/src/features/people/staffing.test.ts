import { expect, test } from 'vitest'
import { staffed, type Staff } from './staffing'

const cell = (code: string) => ({ code, name: code, communityName: '盛福明城社区', demonstration: false })
const serves = (id: string, cellCode: string): Staff => ({ id, personId: id, personName: id, cellCode, cellName: cellCode, force: 'JOINT', startsOn: '2025-01-01', endsOn: null })

test('each cell has its own people, and a cell without any is still there', () => {
  const answer = { cells: [cell('a'), cell('b')], staffing: { staff: [serves('1', 'a'), serves('2', 'a')], uncovered: [], breaches: [] } }
  expect(staffed(answer).map(({ cell: one, staff }) => [one.code, staff.length])).toEqual([['a', 2], ['b', 0]])
})
