import 'fake-indexeddb/auto'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider } from 'preact-iso'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { withDb } from '../../../offline/db'
import { allWordsReady, t } from '../../../words'
import { now } from '../../../words/time'
import { allowed, callOf, NOW, partOf } from '../sample'
import type { CallFull } from '../steps'
import { Dispatch } from './Dispatch'
import { fieldOf } from './times'

const ITEM = { lead: { unit: '城管局', duty: '查占道', unitId: 'a' }, coUnits: [{ unit: '水务局', duty: '查污水', unitId: 'b' }], limits: [], headcount: 2 }
const UNITS = ['城管局', '水务局', '园林局'].map((name, n) => ({ id: 'abc'[n], name, dissolvedOn: null }))
let sent: unknown[] = []
vi.mock('./useDuties', () => ({ useDuties: () => ITEM, useUnits: () => ({ units: UNITS, lastCalledUnits: [] }) }))
vi.mock('../place/PlaceField', () => ({ PlaceField: () => null }))
vi.mock('../../../api/request', async (whole) => ({ ...(await whole<object>()), act: async (_: unknown, said: unknown) => void sent.push(said) }))

const CALL = callOf({ id: 'c', itemId: 'i', place: '东门', reportAt: null, reportPlace: '', dispatchedAt: null, availableActions: allowed('DISPATCH') })

const show = (call: CallFull) => render(<LocationProvider><Dispatch call={call} choice={{ step: 'DISPATCH', part: null }} reload={async () => undefined} /></LocationProvider>)
const ticked = () => [...document.querySelectorAll<HTMLInputElement>('.unit-row input')].map((box) => box.checked)
const words = () => document.querySelector<HTMLTextAreaElement>('textarea')!
const settled = () => new Promise((done) => setTimeout(done, 30))

beforeAll(() => allWordsReady())
beforeEach(async () => {
  sent = []
  now.value = NOW
  await withDb((db) => db.clear('stepWords'))
})
afterEach(cleanup)

/** 水务局 is left out, 园林局 added with a duty, half an hour from now, with a word on what to bring. */
async function fillIn() {
  show(CALL)
  fireEvent.click(document.querySelectorAll('.unit-row input')[1]!)
  fireEvent.input(screen.getByLabelText(t('units.find')), { target: { value: '园林' } })
  fireEvent.click((await screen.findAllByText('园林局')).at(-1)!)
  fireEvent.input(await screen.findByLabelText(t('units.duty')), { target: { value: '修枝' } })
  fireEvent.click(screen.getByText(t('meeting.own')))
  fireEvent.input(await screen.findByLabelText(t('meeting.ownTime')), { target: { value: fieldOf(NOW + 1_800_000) } })
  fireEvent.input(words(), { target: { value: '带梯子' } })
  await settled()
  cleanup()
}

test('the form is there again after another row was opened, until it is sent', async () => {
  await fillIn()
  show(CALL)
  await waitFor(() => expect(words().value).toBe('带梯子'))
  expect(ticked()).toEqual([true, false, true])
  fireEvent.click(document.querySelector('.btn.p')!)
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toMatchObject({
    units: [{ unitId: 'a', part: 'LEAD' }, { unitId: 'c', duty: '修枝' }],
    order: { reportAt: new Date(NOW + 1_800_000).toISOString(), place: '东门', words: '带梯子' },
  })
  await settled()
  expect(await withDb((db) => db.count('stepWords'))).toBe(0)
})

test('who was called meanwhile, a time that has passed and a place that has changed do not come back', async () => {
  await fillIn()
  now.value = NOW + 3_600_000
  show({ ...CALL, place: '西门', assignments: [partOf('城管局', { unitId: 'a' })] })
  await waitFor(() => expect(words().value).toBe('带梯子'))
  expect(ticked()).toEqual([false, true])
  expect(screen.queryByLabelText(t('meeting.ownTime'))).toBeNull()
  fireEvent.click(document.querySelector('.btn.p')!)
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toMatchObject({ units: [{ unitId: 'c' }], order: { place: '西门' } })
})

test('what was chosen by another item is chosen anew', async () => {
  await fillIn()
  show({ ...CALL, itemId: 'other' })
  await waitFor(() => expect(words().value).toBe('带梯子'))
  expect(ticked()).toEqual([true, true])
})
