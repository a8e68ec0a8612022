import { expect, test, vi } from 'vitest'
import { settings, type Settings } from '../../../api/session'
import { allWordsReady } from '../../../words'
import { setLanguage } from '../../../words/language'
import { now } from '../../../words/time'
import { awaited, deadline, folded, following, happened, moment, newest, type Entry, type SnapFull } from './story'

setLanguage('zh')
await allWordsReady()
vi.useFakeTimers()
vi.setSystemTime(new Date('2026-11-23T11:22:00Z')) // 19:22 in Jinan
now.value = Date.now()

const entry = (step: Entry['step'], more: Partial<Entry> = {}): Entry => ({
  id: step, step, at: '2026-11-23T09:47:00Z', byName: '孙志安', byPost: '网格员', toName: null, words: '', status: 'WAITING', late: false, photos: [], ...more,
})
const snap = (status: SnapFull['status'], more: Partial<SnapFull> = {}) => ({ status, mine: false, assignee: null, entries: [], ...more }) as unknown as SnapFull

test('a deadline of today is a clock, another one has its day', () => {
  expect(deadline('2026-11-23T11:47:00Z', now.value)).toBe('19:47')
  expect(deadline('2026-11-24T10:00:00Z', now.value)).toBe('11月24日 18:00')
})

test('what happened today has its clock, what happened earlier its day too', () => {
  expect(moment('2026-11-23T09:47:00Z')).toBe('17:47')
  expect(moment('2026-11-22T01:40:00Z')).toBe('昨天 9:40')
  expect(moment('2026-11-20T01:40:00Z')).toBe('11月20日 9:40')
})

test('who is awaited is said by name, and nothing once it has ended', () => {
  const assignee = { personId: 'p', name: '孙志安', post: '网格员', phone: '' }
  expect(awaited(snap('IN_HAND', { assignee }))).toBe('等孙志安办结')
  expect(awaited(snap('IN_HAND'))).toBe('等经办人办结')
  expect(awaited(snap('SOLVED', { mine: true }))).toBe('等您确认')
  expect(awaited(snap('CONFIRMED'))).toBeNull()
  expect(following(snap('CONFIRMED'))).toBeNull()
})

test('until when an answer counts is said while it is awaited', () => {
  settings.value = { snapReopenDays: 7 } as Settings
  expect(following(snap('SOLVED', { entries: [entry('TAKE_SNAP'), entry('SOLVE', { status: 'SOLVED' })] }))).toBe('11月30日 17:47 前没有回话，就按已解决算')
  expect(happened(entry('CONFIRM_BY_SILENCE', { byName: null }))).toBe('期限内没有说没解决，按已解决算')
})

test('what happened is one line; hidden names stay hidden', () => {
  expect(happened(entry('ASSIGN', { toName: '赵一苇' }))).toBe('派给赵一苇')
  expect(happened(entry('TAKE_ON', { byName: null }))).toBe('经办人接办')
  expect(newest(snap('SOLVED', { entries: [entry('TAKE_SNAP'), entry('SOLVE')] }))).toBe('办结')
})

test('neighbours who join one after the other are one line', () => {
  const lines = folded([entry('TAKE_SNAP'), entry('BACK'), entry('BACK'), entry('TAKE_ON'), entry('BACK')])
  expect(lines.map((line) => [line.entry.step, line.times])).toEqual([['TAKE_SNAP', 1], ['BACK', 2], ['TAKE_ON', 1], ['BACK', 1]])
})
