import { signal } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import type { TodaySnapsQuery } from '../../api/gql/graphql'
import { me, type Me } from '../../api/session'
import { firstOf, firstSnap } from './first'

const listing = (...ids: string[]) => ({ data: signal({ snaps: { nodes: ids.map((id) => ({ id })) } } as TodaySnapsQuery) })
const holding = (...permissions: string[]) => void (me.value = { permissions, posts: [] } as unknown as Me)

const SNAP = { kind: 'snap', id: 's' } as const

beforeEach(() => holding('call:dispatch'))

test('a call stands above the snaps', () => {
  expect(firstOf({ all: 2, ids: ['c', 'd'] }, SNAP)).toEqual({ kind: 'call', id: 'c' })
  expect(firstOf({ all: 0, ids: [] }, SNAP)).toBe(SNAP)
})

test('nothing is named while the calls are not known', () => {
  expect(firstOf({ all: undefined, ids: [] }, SNAP)).toBeUndefined()
})

test('a unit opens its orders by hand', () => {
  holding('call:answer', 'call:attend')
  expect(firstOf({ all: 1, ids: ['c'] }, SNAP)).toBe(SNAP)
})

test('the first list that has a snap', () => {
  expect(firstSnap(listing(), listing('a', 'b'))).toEqual({ kind: 'snap', id: 'a' })
  expect(firstSnap(listing())).toBeUndefined()
})
