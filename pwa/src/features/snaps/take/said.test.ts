import { beforeAll, expect, test } from 'vitest'
import { me, type Me } from '../../../api/session'
import { newDraft, type Draft } from '../../../offline/draft'
import { allWordsReady } from '../../../words'
import { setLanguage } from '../../../words/language'
import { accuracyWords, handlesHere, missing, titleOf, variablesOf } from './said'

beforeAll(async () => {
  setLanguage('zh')
  await allWordsReady()
})

const photo = { id: 'p', sha256: 'h', size: 1, confirmed: false }
const draft = (more: Partial<Draft>): Draft => ({ ...newDraft('a', Date.parse('2026-11-23T08:00:00Z')), ...more })
const here = { lon: 117.1, lat: 36.6, accuracyMetres: 9, from: 'gps' as const, cellCode: 'c', cellName: '甸北社区 003 网格', words: '' }

test('a photo, a place and a kind are enough', () => {
  expect(missing(draft({ photos: [photo], place: here, category: 'ROAD' }), 0)).toBeNull()
})

test('what is missing is named, one at a time', () => {
  expect(missing(draft({}), 0)).toBe('take.writeSomething')
  expect(missing(draft({ words: '灯不亮' }), 0)).toBe('take.sayWhere')
  expect(missing(draft({ words: '灯不亮', place: { words: '12 号楼前' } }), 0)).toBe('take.chooseCategory')
})

test('a photo still being made ready counts', () => {
  expect(missing(draft({ place: here, category: 'ROAD' }), 1)).toBeNull()
})

test('the place says how well it is known', () => {
  expect(accuracyWords(here)).toContain('9')
  expect(accuracyWords({ ...here, accuracyMetres: 350 })).toBe('误差约 350\u00A0米，请在地图上点准')
  expect(accuracyWords({ ...here, from: 'map' })).toBe('您在地图上选的位置')
  expect(accuracyWords({ ...here, distanceMetres: 40 })).toContain('离最近的 甸北社区 003 网格')
  expect(accuracyWords({ ...here, distanceMetres: 4000 })).toBe('不在本区的网格内，请核对')
})

test('the server finds the cell of a point; a cell chosen by name goes without a point', () => {
  const byPoint = variablesOf(draft({ place: here, category: 'ROAD', words: ' 井盖 ' }), false).input
  expect(byPoint).toMatchObject({ point: { lon: 117.1, lat: 36.6, crs: 'WGS84', accuracyMetres: 9 }, cellCode: null, words: '井盖' })
  expect(byPoint.takenAt).toBe('2026-11-23T08:00:00.000Z')
  const byName = variablesOf(draft({ place: { cellCode: 'c', words: '' }, category: 'ROAD' }), true).input
  expect(byName).toMatchObject({ point: null, cellCode: 'c', fixedOnTheSpot: true })
})

test('the outbox calls it by its words, else by kind and place', () => {
  expect(titleOf(draft({ words: '树枝断了\n压着电线' }))).toBe('树枝断了')
  expect(titleOf(draft({ category: 'ROAD', place: here }))).toBe('道路设施 · 甸北社区 003 网格')
})

test('only who handles a cell is offered to close on the spot there', () => {
  const post = { code: '370102013006008' }
  me.value = { person: { id: 'a', language: 'ZH' }, permissions: ['snap:handle'], posts: [post] } as unknown as Me
  expect(handlesHere({ ...here, cellCode: '370102013006008' })).toBe(true)
  expect(handlesHere({ ...here, cellCode: '370102013006009' })).toBe(false)
  me.value = null
  expect(handlesHere({ ...here, cellCode: '370102013006008' })).toBe(false)
})
