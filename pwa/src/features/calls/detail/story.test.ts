import { beforeAll, expect, test, vi } from 'vitest'
import { allWordsReady } from '../../../words'
import { setLanguage } from '../../../words/language'
import { now } from '../../../words/time'
import { at, callOf, NOW, partOf } from '../sample'
import { cardOf, tally } from './parties'
import { awaitedNow, factsOf, following, happened, type Entry } from './story'

beforeAll(async () => {
  setLanguage('zh')
  await allWordsReady()
  vi.setSystemTime(NOW)
  now.value = NOW
})

const plain = (text: string): string => text.replaceAll('\u00A0', ' ')
const clock = (stage: 'RESPOND' | 'ATTEND' | 'COMPLETE' | 'ACCEPT' | 'CLOSE', from: number, until: number) => ({ stage, limitStart: at(from), dueAt: at(until), amberAt: at(from + (until - from) * 0.75), lamp: 'GREEN' as const })

test('units that wait for the same are one line, the nearest limit first', () => {
  const parts = [
    partOf('城管局', { status: 'CONFIRMED', clock: clock('ATTEND', -60, 38) }),
    partOf('环境局', { clock: clock('RESPOND', -100, 18), reminded: 1 }),
    partOf('水务局', { clock: clock('RESPOND', -100, 20) }),
    partOf('住建局', { status: 'REPLACED', clock: null }),
  ]
  const lines = awaitedNow(callOf({ assignments: parts }))
  expect(lines.map((line) => line.title)).toEqual(['等环境局、水务局答复', '等城管局到场'])
  expect(plain(lines[0]!.hint)).toBe('已催办 1 次，到时未答复转红灯')
  expect(lines[0]!.dueAt).toBe(at(18))
})

test('with every part done the street is awaited, and nobody once it is over', () => {
  const done = [partOf('城管局', { status: 'DONE', clock: null })]
  expect(awaitedNow(callOf({ assignments: done }))[0]!.title).toBe('等街道结案并评价')
  expect(following(callOf({ assignments: done }))).toBe('接下来：区平台归档')
  expect(awaitedNow(callOf({ status: 'ARCHIVED', assignments: done }))).toEqual([])
})

test('a unit is silent only when its clock is near or past the limit', () => {
  const call = callOf()
  expect(cardOf(partOf('水务局'), call).state).toBe('已派遣')
  const late = cardOf(partOf('水务局', { clock: clock('RESPOND', -140, -20), reminded: 1 }), call)
  expect([late.lamp, late.state, plain(late.due), ...late.facts.map(plain)]).toEqual(['RED', '未答复', '超 20 分', '已催办 1 次'])
})

test('a card says who comes, who is there, and what is awaited', () => {
  const call = callOf()
  const coming = cardOf(partOf('水务局', { status: 'CONFIRMED', coming: 2, respondedAt: at(-77), clock: clock('ATTEND', -77, 38) }), call)
  expect([plain(coming.facts[0]!), plain(coming.since), plain(coming.due)]).toEqual(['应 20:00 到，2 人', '18:05 确认', '报到剩 38 分'])
  const checkIn = { id: '1', at: at(-2), heads: 4, metres: 12, lateMinutes: -40, offline: false, by: '' }
  const there = cardOf(partOf('城管局', { status: 'ON_SITE', present: 4, arrivedAt: at(-2), checkIns: [checkIn], clock: clock('COMPLETE', -2, 600) }), call)
  expect([...there.facts, there.since].map(plain)).toEqual(['19:20 到场，4 人', '距报到点 12 米', '早到 40 分'])
  const back = cardOf(partOf('水务局', { status: 'RETURNED', clock: clock('ACCEPT', -51, 60) }), call)
  expect([back.lamp, plain(back.since), back.due]).toEqual(['IDLE', '18:31 退回', '待研判'])
})

test('how the units stand, in one line, without those that were replaced', () => {
  const parts = [partOf('a', { status: 'ON_SITE' }), partOf('b', { status: 'CONFIRMED' }), partOf('c'), partOf('d', { status: 'RETURNED' }), partOf('e', { status: 'REPLACED' })]
  expect(plain(tally(parts))).toBe('到场 1 · 确认 1 · 未答复 1 · 退回 1')
})

test('what happened is one line, its numbers another', () => {
  const entry = { step: 'CHECK_IN', unitName: '城管局', units: [], heads: 4, metres: 12, lateMinutes: -40, reportAt: null, reportPlace: null, itemNumber: null } as unknown as Entry
  expect(happened(entry)).toBe('城管局到场')
  expect(plain(factsOf(entry))).toBe('4 人，距报到点 12 米，早到 40 分')
  const returned = { ...entry, step: 'RETURN', heads: null, metres: null, lateMinutes: null, itemNumber: '61' } as Entry
  expect(plain(factsOf(returned))).toBe('依据清单第 61 项')
  expect(plain(happened({ step: 'DISPATCH', unitName: null, units: ['a', 'b'] }))).toBe('区平台派遣 2 家单位')
})
