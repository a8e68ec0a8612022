import { beforeAll, expect, test, vi } from 'vitest'
import { now } from '../../words/time'
import { allowed, at, callOf, NOW, partOf } from './sample'
import { offer, pathOf, type Choice } from './steps'

beforeAll(() => {
  vi.setSystemTime(NOW)
  now.value = NOW
})

const all = () => true
const names = (...choices: (Choice | null)[]) => choices.map((choice) => choice && [choice.step, choice.part?.unitName].filter(Boolean).join(' '))

test('signing stands beside sending back', () => {
  const offered = offer(callOf({ status: 'TO_SIGN', availableActions: allowed('SEND_TO_DRAFTER', 'SIGN_OFF', 'WITHDRAW') }), all)
  expect(names(offered.primary, offered.secondary)).toEqual(['SIGN_OFF', 'SEND_TO_DRAFTER'])
  expect(names(...offered.more.map((one) => one.choice))).toEqual(['WITHDRAW'])
})

test('the desk dispatches or sends back; a return to settle comes before everything else in hand', () => {
  const fresh = offer(callOf({ status: 'TO_ACCEPT', availableActions: allowed('ACCEPT', 'SEND_BACK', 'DISPATCH') }), all)
  expect(names(fresh.primary, fresh.secondary)).toEqual(['DISPATCH', 'SEND_BACK'])
  const water = partOf('水务局', { status: 'RETURNED', availableActions: allowed('SETTLE_RETURN') })
  const late = partOf('城管局', { clock: { stage: 'RESPOND', limitStart: at(-130), dueAt: at(-10), amberAt: at(-40), lamp: 'RED' }, availableActions: allowed('REMIND') })
  const offered = offer(callOf({ availableActions: allowed('MOVE'), assignments: [late, water] }), all)
  expect(names(offered.primary, offered.secondary)).toEqual(['SETTLE_RETURN 水务局', 'REMIND 城管局'])
})

test('only a unit whose clock runs out is reminded at the thumb', () => {
  const calm = partOf('城管局', { availableActions: allowed('REMIND') })
  expect(offer(callOf({ assignments: [calm] }), all).primary).toBeNull()
  const amber = partOf('水务局', { clock: { stage: 'RESPOND', limitStart: at(-90), dueAt: at(20), amberAt: at(-8), lamp: 'GREEN' }, availableActions: allowed('REMIND') })
  expect(names(offer(callOf({ assignments: [calm, amber] }), all).primary)).toEqual(['REMIND 水务局'])
})

test('a unit answers, then checks in, then reports', () => {
  const mine = (status: 'DISPATCHED' | 'CONFIRMED' | 'ON_SITE', ...steps: Parameters<typeof allowed>) =>
    offer(callOf({ assignments: [partOf('城管局', { mine: true, status, availableActions: allowed(...steps) })] }), all)
  const asked = mine('DISPATCHED', 'RESPOND', 'RETURN', 'SEND_PEOPLE', 'CHECK_IN')
  expect(names(asked.primary, asked.secondary)).toEqual(['RESPOND 城管局', 'RETURN 城管局'])
  const coming = mine('CONFIRMED', 'RETURN', 'SEND_PEOPLE', 'CHECK_IN', 'REPORT_COMPLETION')
  expect(names(coming.primary, coming.secondary)).toEqual(['CHECK_IN 城管局', 'SEND_PEOPLE 城管局'])
  const there = mine('ON_SITE', 'SEND_PEOPLE', 'CHECK_IN', 'REPORT_COMPLETION')
  expect(names(there.primary, there.secondary)).toEqual(['REPORT_COMPLETION 城管局', 'CHECK_IN 城管局'])
})

test('a part whose step still waits on this phone has nothing at the thumb, the others have; its further steps can be queued behind', () => {
  const mine = (name: string) => partOf(name, { mine: true, status: 'CONFIRMED', availableActions: allowed('CHECK_IN', 'REPORT_COMPLETION') })
  const alone = offer(callOf({ assignments: [mine('城管局')] }), all, new Set(['城管局']))
  expect(names(alone.primary, alone.secondary, ...alone.more.map((one) => one.choice))).toEqual([null, null, 'CHECK_IN 城管局', 'REPORT_COMPLETION 城管局'])
  const two = offer(callOf({ assignments: [mine('城管局'), mine('水务局')] }), all, new Set(['城管局']))
  expect(names(two.primary, two.secondary)).toEqual(['CHECK_IN 水务局', 'REPORT_COMPLETION 水务局'])
})

test('what is refused stays with its reason, if it is any of this person’s business and not long past', () => {
  const no = (step: 'CLOSE' | 'DISPATCH' | 'EDIT', reason: string) => ({ step, allowed: false, reason })
  const call = callOf({ availableActions: [no('EDIT', '已经办过'), no('CLOSE', '还有单位没有办结'), no('DISPATCH', '由区平台办理')] })
  expect(offer(call, (permission) => permission !== 'call:dispatch').more).toEqual([{ choice: { step: 'CLOSE', part: null }, reason: '还有单位没有办结' }])
})

test('a step with a screen of its own has an address', () => {
  expect(pathOf('c', { step: 'SIGN_OFF', part: null })).toBe('/calls/c/sign-off')
  expect(pathOf('c', { step: 'CHECK_IN', part: partOf('p') })).toBe('/calls/c/check-in?part=p')
})
