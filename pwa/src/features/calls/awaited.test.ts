import { beforeAll, expect, test, vi } from 'vitest'
import { allWordsReady } from '../../words'
import { setLanguage } from '../../words/language'
import { now } from '../../words/time'
import type { AssignmentStatus } from '../../api/gql/graphql'
import { awaited, shortStreet } from './awaited'
import { at, NOW } from './sample'

beforeAll(async () => {
  setLanguage('zh')
  await allWordsReady()
  vi.setSystemTime(NOW)
  now.value = NOW
})

const line = (...parts: (AssignmentStatus | 'SILENT')[]): string =>
  awaited({
    status: 'IN_HAND',
    reportAt: at(38),
    plea: null,
    parts: parts.map((status) => ({ unitId: '', unitName: '', limitStart: null, dueAt: null, lamp: 'GREEN', plea: null, silent: status === 'SILENT', status: status === 'SILENT' ? 'DISPATCHED' : status })),
  }).replaceAll('\u00A0', ' ')

test('the desk’s own work comes first, then silence, then whoever has not answered yet', () => {
  expect(line('RETURNED', 'SILENT', 'DISPATCHED')).toBe('3 家单位，1 家退回待研判')
  expect(line('SILENT', 'DISPATCHED', 'CONFIRMED')).toBe('3 家单位，1 家逾期未答复')
  expect(line('ON_SITE', 'CONFIRMED', 'DISPATCHED', 'DISPATCHED')).toBe('4 家单位，2 家未答复')
})

test('once all have answered, when they come; then who is there; then what is in', () => {
  expect(line('CONFIRMED', 'CONFIRMED')).toBe('2 家单位都已确认，今天 20:00 报到')
  expect(line('ON_SITE', 'CONFIRMED')).toBe('2 家单位，1 家已到场')
  expect(line('REPORTED', 'ON_SITE')).toBe('2 家单位，1 家已反馈，待核验')
  expect(line('DONE', 'DONE')).toBe('各单位都已办结，待结案')
})

test('what waits for the desk’s answer is said before silence', () => {
  const part = { unitId: '', unitName: '', limitStart: null, dueAt: null, lamp: 'GREEN' as const, silent: true, status: 'DISPATCHED' as const }
  const asked = awaited({ status: 'IN_HAND', reportAt: at(38), plea: null, parts: [{ ...part, plea: 'MEETING' }, { ...part, plea: null }] })
  expect(asked.replaceAll('\u00A0', ' ')).toBe('2 家单位，1 家的申请待答复')
})

test('units that were replaced are not counted', () => {
  expect(line('REPLACED', 'DISPATCHED', 'CONFIRMED')).toBe('2 家单位，1 家未答复')
})

test('before and after the units it is the status', () => {
  expect(awaited({ status: 'TO_SIGN', parts: [], reportAt: null, plea: null })).toBe('待签批')
  expect(awaited({ status: 'CLOSED', parts: [], reportAt: null, plea: null })).toBe('已结案')
})

test('a street goes by its name', () => {
  expect(['智远街道办事处', '智远街道', '港沟镇', '泉城路街道办事处'].map(shortStreet)).toEqual(['智远', '智远', '港沟', '泉城路'])
})
