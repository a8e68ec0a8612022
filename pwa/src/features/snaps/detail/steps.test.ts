import { expect, test } from 'vitest'
import { FORMS, offer as offerTo, type Step } from './steps'
import type { SnapFull } from './story'

type Available = SnapFull['availableActions'][number]

const allow = (...steps: Step[]): Available[] => steps.map((step) => ({ step, allowed: true, reason: null }))

const offer = (availableActions: Available[], more: Partial<SnapFull> = {}) =>
  offerTo({ availableActions, mine: false, status: 'WAITING', cellCode: '370102013006008', ...more }, () => true)

test('the reporter of a solved snap confirms or contradicts at the thumb', () => {
  expect(offer(allow('NOT_SOLVED', 'CONFIRM_SOLVED'))).toMatchObject({ primary: 'CONFIRM_SOLVED', secondary: 'NOT_SOLVED', more: [] })
})

test('a worker takes on first; what needs thought is behind more', () => {
  const offered = offer(allow('RELOCATE', 'RAISE_TO_STREET', 'FIX_ON_THE_SPOT', 'TAKE_ON', 'BACK'))
  expect(offered).toMatchObject({ primary: 'TAKE_ON', secondary: 'FIX_ON_THE_SPOT' })
  expect(offered.more.map((one) => one.step)).toEqual(['RAISE_TO_STREET', 'RELOCATE'])
})

test('what waits to be placed is placed first', () => {
  const actions = allow('RELOCATE', 'REFUSE', 'BACK')
  expect(offer(actions, { cellCode: null })).toMatchObject({ primary: 'RELOCATE', secondary: null, more: [{ step: 'REFUSE' }] })
  expect(offer(allow('RELOCATE', 'TAKE_ON'), { cellCode: null })).toMatchObject({ primary: 'RELOCATE', secondary: 'TAKE_ON', more: [] })
  expect(offer(allow('RELOCATE', 'SOLVE'), { cellCode: null, status: 'IN_HAND' })).toMatchObject({ primary: 'SOLVE' })
  expect(offer(allow('BACK'), { cellCode: null })).toMatchObject({ primary: 'BACK' })
})

test('beside solving stands the way up to the street', () => {
  const offered = offer(allow('FIX_ON_THE_SPOT', 'RAISE_TO_STREET', 'SOLVE', 'ASSIGN'))
  expect(offered).toMatchObject({ primary: 'SOLVE', secondary: 'RAISE_TO_STREET' })
})

test('a neighbour has one thing to say', () => {
  expect(offer(allow('BACK'))).toEqual({ primary: 'BACK', secondary: null, more: [] })
})

test('destructive steps never stand at the thumb', () => {
  expect(offer(allow('WITHDRAW'))).toMatchObject({ primary: null, secondary: null, more: [{ step: 'WITHDRAW', reason: null }] })
})

test('refused steps stay, with their reason', () => {
  const offered = offer([...allow('SOLVE'), { step: 'REFUSE', allowed: false, reason: '已经有人在办' }])
  expect(offered.more).toEqual([{ step: 'REFUSE', reason: '已经有人在办' }])
})

test('what was never theirs to do is not shown as refused', () => {
  const others = [{ step: 'WITHDRAW' as const, allowed: false, reason: '只有反映人可以' }, { step: 'ASSIGN' as const, allowed: false, reason: '没有权限' }]
  expect(offer([...allow('BACK'), ...others]).more).toEqual([])
  expect(offer(others, { mine: true }).more).toEqual([{ step: 'WITHDRAW', reason: '只有反映人可以' }])
})

test('what changes something for good asks first', () => {
  const rash = Object.values(FORMS).filter((form) => form.destructive && form.atOnce)
  expect(rash).toEqual([])
})
