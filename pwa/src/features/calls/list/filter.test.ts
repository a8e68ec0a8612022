import { expect, test } from 'vitest'
import { filterOf, narrowing, pathOf, statesFor, wantedOf } from './filter'

const holding = (...permissions: string[]) => (permission: string) => permissions.includes(permission)

test('a list is found again by its address', () => {
  const wanted = { state: 'hand', urgency: 'EMERGENCY', lamp: 'RED', text: '塌陷' } as const
  const query = Object.fromEntries(new URL(pathOf(wanted), 'http://x').searchParams)
  expect(wantedOf(query, statesFor(holding('call:read')))).toEqual(wanted)
  expect(filterOf(wanted)).toEqual({ scope: 'AREA', statuses: ['IN_HAND'], urgencies: ['EMERGENCY'], lamp: 'RED', text: '塌陷' })
  expect(narrowing(wanted)).toBe(2)
})

test('what needs me is a scope of its own', () => {
  const states = statesFor(holding('call:read', 'call:dispatch'))
  expect(wantedOf({}, states).state).toBe('needs')
  expect(filterOf(wantedOf({}, states))).toMatchObject({ scope: 'NEEDS_ME', statuses: null })
})

test('whoever only reads has no turn, and drafts are the street’s own affair', () => {
  expect(statesFor(holding('call:read'))).toEqual(['all', 'desk', 'hand', 'over'])
  expect(statesFor(holding('call:read', 'call:draft'))).toEqual(['needs', 'all', 'draft', 'sign', 'desk', 'hand', 'over'])
  expect(wantedOf({ state: 'draft' }, statesFor(holding('call:read'))).state).toBe('all')
})
