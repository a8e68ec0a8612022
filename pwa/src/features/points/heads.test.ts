import { expect, test } from 'vitest'
import { latest, putHead, type Account } from './heads'

const account: Account = {
  id: 'a', kind: 'HOLDER', ownerKind: 'PERSON', ownerName: '林小满', posted: 128, pending: 20, available: 108, version: 7, closedAt: null, expiringSoon: [],
}
const head = (version: number, available: number) =>
  ({ accountId: 'a', posted: available + 20, pending: 20, available, version, amount: 4, redemptionId: null, redemptionStatus: null, title: '' })

test('a balance follows later news and never goes back to earlier ones', () => {
  expect(latest(account).available).toBe(108)
  putHead(head(8, 112))
  expect(latest(account)).toMatchObject({ posted: 132, available: 112, version: 8 })
  putHead(head(7, 100))
  expect(latest(account).available).toBe(112)
})

test('an answer that is newer than the last news stands', () => {
  putHead(head(9, 113))
  expect(latest({ ...account, version: 10, available: 90 }).available).toBe(90)
})
