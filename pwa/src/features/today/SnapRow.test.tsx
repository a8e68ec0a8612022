import { cleanup, render } from '@testing-library/preact'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { SnapStatus } from '../../api/gql/graphql'
import { putSnap, type SnapHead } from '../../api/snaps'
import { setLanguage } from '../../words/language'
import { SnapRow } from './SnapRow'

const row = (status: SnapStatus, needsMe: boolean): string => {
  putSnap({ id: status, status, words: '井盖移位', category: 'ROAD', lamp: 'IDLE', backers: 0, version: 1, updatedAt: '2026-11-23T11:22:00Z' } as SnapHead)
  return render(<SnapRow id={status} href="/" needsMe={needsMe} />).container.querySelector('.m')?.textContent ?? ''
}

beforeAll(() => setLanguage('zh'))
afterEach(cleanup)

test('among what needs me, what I have in hand says so, and what waits to be taken on does not', () => {
  expect(row('IN_HAND', true)).toContain('办理中')
  expect(row('WAITING', true)).not.toContain('等接办')
  expect(row('IN_HAND', false)).not.toContain('办理中')
})
