import { expect, test } from 'vitest'
import { fieldOf, fromField, momentOf, stillMeant, type Preset } from './times'

const AFTERNOON = Date.parse('2026-11-23T17:42:10+08:00')
const LATE = Date.parse('2026-11-23T23:30:00+08:00')
const said = (ms: number | null) => ms && new Date(ms).toISOString()

test('presets are the district’s clock, whatever the computer’s is', () => {
  expect(said(momentOf('soon', AFTERNOON))).toBe('2026-11-23T10:15:00.000Z')
  expect(said(momentOf('hour', AFTERNOON))).toBe('2026-11-23T10:45:00.000Z')
  expect(said(momentOf('evening', AFTERNOON))).toBe('2026-11-23T12:00:00.000Z')
  expect(said(momentOf('morning', LATE))).toBe('2026-11-24T01:00:00.000Z')
})

test('this evening is not offered when it is over', () => {
  expect(momentOf('evening', LATE)).toBeNull()
})

test('a date field goes there and back', () => {
  expect(fieldOf(AFTERNOON)).toBe('2026-11-23T17:42')
  expect(fromField('2026-11-23T17:42')).toBe(Date.parse('2026-11-23T17:42:00+08:00'))
  expect(fromField('')).toBeNull()
})

test('a time that was left in a form holds until it has passed, and stays on its day', () => {
  const left = (preset: Preset, own = '') => ({ preset, own, meant: preset === 'own' ? fromField(own) : momentOf(preset, AFTERNOON) })
  const HOUR = 3_600_000
  expect(stillMeant(left('soon'), AFTERNOON + HOUR)?.preset).toBe('soon')
  expect(stillMeant(left('evening'), AFTERNOON + HOUR)?.preset).toBe('evening')
  expect(stillMeant(left('evening'), LATE)).toBeNull()
  expect(stillMeant(left('morning'), LATE + HOUR)).toMatchObject({ preset: 'own', own: '2026-11-24T09:00' })
  expect(stillMeant(left('own', '2026-11-23T18:00'), AFTERNOON)?.own).toBe('2026-11-23T18:00')
  expect(stillMeant(left('own', '2026-11-23T18:00'), LATE)).toBeNull()
  expect(stillMeant(left('own'), AFTERNOON)).toBeNull()
})
