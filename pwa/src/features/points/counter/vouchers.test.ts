import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { check, hashOf, type Voucher } from './vouchers'

const NOW = Date.parse('2026-11-23T02:00:00Z')
const BRANCH = '01930000-0000-7000-8000-000000000001'
const CODE = '47291863'
const codeHash = createHash('sha256').update(`${BRANCH}:${CODE}`).digest('hex')
const voucher: Voucher = { codeHash, goodName: '洗衣液 2 升', quantity: 1, points: 20, expiresAt: '2026-11-25T16:00:00Z' }
const asked = { branchId: BRANCH, code: CODE, vouchers: [voucher], queued: [], now: NOW }

test('the hash is that of the branch and the code, as the server computes it', async () => {
  expect(await hashOf(BRANCH, CODE)).toBe(codeHash)
})

test('a listed voucher is good', async () => {
  expect(await check(asked)).toEqual({ is: 'good', voucher })
})

test('a voucher is honoured once on a phone, also before the server hears of it', async () => {
  const queued = [{ kind: 'redeem', variables: { id: 'x', branchId: BRANCH, code: CODE } }]
  expect(await check({ ...asked, queued })).toEqual({ is: 'used' })
})

test('another branch does not honour it', async () => {
  const elsewhere = '01930000-0000-7000-8000-000000000002'
  const queued = [{ kind: 'redeem', variables: { branchId: elsewhere, code: CODE } }]
  expect(await check({ ...asked, branchId: elsewhere })).toEqual({ is: 'unlisted' })
  expect(await check({ ...asked, queued })).toEqual({ is: 'good', voucher })
})

test('one that has run out is named as such', async () => {
  expect(await check({ ...asked, now: Date.parse('2026-11-25T16:00:01Z') })).toEqual({ is: 'expired', voucher })
})
