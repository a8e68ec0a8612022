import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { AssignmentStatus } from '../../api/gql/graphql'
import { me, type Me } from '../../api/session'
import { allWordsReady } from '../../words'
import { setLanguage } from '../../words/language'
import { now } from '../../words/time'
import type { CallHead } from './heads'
import { standing } from './own'
import { at, callOf, NOW } from './sample'

const reader = (unitId: string, ...permissions: string[]): Me => ({ permissions, posts: [{ unit: { id: unitId } }] }) as unknown as Me

const part = (unitId: string, status: AssignmentStatus, due: number | null, more: Partial<CallHead['parts'][number]> = {}): CallHead['parts'][number] => ({
  unitId, unitName: unitId, status, silent: false, plea: null, limitStart: due === null ? null : at(-60), dueAt: due === null ? null : at(due), lamp: 'GREEN', ...more,
})

const LATE = { stage: 'COMPLETE', limitStart: at(-90), dueAt: at(-35), amberAt: at(-50), lamp: 'RED' } as const
const call = (...parts: CallHead['parts']): CallHead => callOf({ clock: LATE, parts })

beforeAll(async () => {
  setLanguage('zh')
  await allWordsReady()
  vi.setSystemTime(NOW)
  now.value = NOW
})

beforeEach(() => {
  me.value = reader('water', 'call:answer', 'call:attend')
})

test('a unit reads what it has to do itself, not how late another one is', () => {
  const own = part('water', 'CONFIRMED', 30)
  expect(standing(call(part('city', 'RETURNED', -35), own))).toEqual({ clock: own, says: '等您单位到场' })
  expect(standing(call(part('water', 'DISPATCHED', 30))).says).toBe('等您单位答复')
  expect(standing(call(part('water', 'ON_SITE', 30))).says).toBe('等您单位反馈')
})

test('what it has done has no clock of its own any more', () => {
  expect(standing(call(part('water', 'REPORTED', 30)))).toEqual({ clock: null, says: '您单位已反馈，待街道核验' })
  expect(standing(callOf({ status: 'CLOSED', clock: LATE, parts: [part('water', 'DONE', null)] }))).toEqual({ clock: null, says: '已结案' })
})

test('of several parts the one that ends first, and what is asked of the desk is said', () => {
  const soon = part('water', 'DISPATCHED', 10, { plea: 'MEETING' })
  expect(standing(call(part('water', 'ON_SITE', 60), soon, part('water', 'DONE', null)))).toEqual({ clock: soon, says: '您单位的申请待答复' })
})

test('the desk and the street read the whole call', () => {
  const parts = [part('city', 'RETURNED', -35), part('water', 'CONFIRMED', 30)]
  me.value = reader('desk', 'call:dispatch')
  expect(standing(call(...parts)).clock).toBe(LATE)
  me.value = reader('water', 'call:read')
  expect(standing(call(...parts)).says.replaceAll('\u00A0', ' ')).toBe('2 家单位，1 家退回待研判')
})
