import { beforeEach, expect, test } from 'vitest'
import { forgetSnaps, putSnap, snapHead, type SnapHead } from './snaps'

const head = (version: number, more: Partial<SnapHead> = {}): SnapHead =>
  ({ id: 's', version, status: 'WAITING', updatedAt: '2026-11-23T10:00:00Z', backers: 0, ...more }) as SnapHead

beforeEach(forgetSnaps)

test('a later version changes what every row reads', () => {
  const row = putSnap(head(1))
  putSnap(head(2, { status: 'IN_HAND' }))
  expect(row.value.status).toBe('IN_HAND')
  expect(snapHead('s')).toBe(row)
})

test('an answer that was overtaken by an event changes nothing', () => {
  putSnap(head(3, { status: 'SOLVED' }))
  putSnap(head(2, { status: 'IN_HAND' }))
  expect(snapHead('s')?.value.status).toBe('SOLVED')
})

test('within one version the later of the two stands', () => {
  putSnap(head(1, { backers: 2, updatedAt: '2026-11-23T10:00:02Z' }))
  putSnap(head(1, { backers: 1, updatedAt: '2026-11-23T10:00:01Z' }))
  expect(snapHead('s')?.value.backers).toBe(2)
})
