import { expect, test } from 'vitest'
import { newId, receiptOf } from './ids'

test('an id is a UUIDv7 of its time, and ids of later times sort later', () => {
  const id = newId(Date.parse('2026-11-23T10:00:00Z'))
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(newId(1_000) < newId(2_000)).toBe(true)
  expect(newId()).not.toBe(newId())
})

test('the receipt number is the one the server computes', () => {
  // from the running server: takeSnap answered this receipt for this id
  expect(receiptOf('01a2084f-cf4e-7ff1-9dbc-a3c8bb18d170')).toBe('112349266032')
})

test('the receipt’s day is the day in the district', () => {
  expect(receiptOf(newId(Date.parse('2026-11-23T15:59:59Z'))).slice(0, 4)).toBe('1123')
  expect(receiptOf(newId(Date.parse('2026-11-23T16:00:00Z'))).slice(0, 4)).toBe('1124')
})
