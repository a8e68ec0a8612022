import { expect, test } from 'vitest'
import type { WishStep } from './gql/graphql'
import { offer, pathOf, type WishFull } from './steps'

const nobody = () => false
const reviewer = (permission: string) => permission === 'wish:review'

interface Given {
  allowed?: WishStep[]
  refused?: Partial<Record<WishStep, string>>
  status?: WishFull['status']
  mine?: boolean
  claim?: Partial<NonNullable<WishFull['claim']>>
}

const wish = ({ allowed = [], refused = {}, status = 'PUBLISHED', mine = false, claim }: Given): WishFull =>
  ({
    status,
    mine,
    claim: claim ? { mine: false, joinedByMe: false, companionsNeeded: 0, ...claim } : null,
    availableActions: [
      ...allowed.map((step) => ({ step, allowed: true, reason: null })),
      ...Object.entries(refused).map(([step, reason]) => ({ step, allowed: false, reason })),
    ],
  }) as unknown as WishFull

test('an open wish is claimed with the thumb, and points are given beside it', () => {
  expect(offer(wish({ allowed: ['GIVE_POINTS', 'CLAIM'] }), nobody)).toEqual({ primary: 'CLAIM', secondary: 'GIVE_POINTS', against: null, more: [] })
})

test('whoever may not claim an open wish sees the button and why', () => {
  const { primary, against } = offer(wish({ refused: { CLAIM: '这是您家的心愿。' } }), nobody)
  expect([primary, against]).toEqual(['CLAIM', '这是您家的心愿。'])
})

test('a claimer without a companion sees that one is missing, and can still ask for time or give it back', () => {
  const it = offer(wish({ status: 'CLAIMED', claim: { mine: true }, allowed: ['ASK_EXTENSION', 'GIVE_BACK'], refused: { REPORT_FULFILLED: '请先约一位同伴。' } }), nobody)
  expect(it).toEqual({ primary: 'REPORT_FULFILLED', against: '请先约一位同伴。', secondary: 'ASK_EXTENSION', more: [{ step: 'GIVE_BACK', reason: null }] })
})

test('what is nobody else’s business is not shown to them, whatever the server answers', () => {
  const given = wish({ status: 'CLAIMED', claim: {}, refused: { CLAIM: '已经有人认领。', REPORT_FULFILLED: '只有认领人。', CONFIRM: '只有许愿的人。', PUBLISH: '没有权限。' } })
  expect(offer(given, nobody)).toEqual({ primary: null, secondary: null, against: null, more: [] })
})

test('a wish that needs a companion is joined, unless one has joined already', () => {
  const needed = { status: 'CLAIMED' as const, refused: { JOIN: '您住在同一户。' } }
  expect(offer(wish({ ...needed, claim: { companionsNeeded: 1 } }), nobody).primary).toBe('JOIN')
  expect(offer(wish({ ...needed, claim: { companionsNeeded: 1, joinedByMe: true } }), nobody).primary).toBeNull()
})

test('a reviewer publishes, sends back beside it, and finds the refusal behind more', () => {
  const it = offer(wish({ status: 'TO_REVIEW', allowed: ['PUBLISH', 'SEND_BACK', 'REFUSE'] }), reviewer)
  expect([it.primary, it.secondary, it.more]).toEqual(['PUBLISH', 'SEND_BACK', [{ step: 'REFUSE', reason: null }]])
})

test('an extension that was asked for is answered before anything else', () => {
  const it = offer(wish({ status: 'CLAIMED', mine: true, claim: {}, allowed: ['WITHDRAW', 'GRANT_EXTENSION', 'DECLINE_EXTENSION'] }), nobody)
  expect([it.primary, it.secondary]).toEqual(['GRANT_EXTENSION', 'DECLINE_EXTENSION'])
})

test('the clock’s own steps are offered to nobody', () => {
  expect(offer(wish({ allowed: ['LAPSE', 'REMIND', 'NOTICE', 'CONFIRM_BY_SILENCE'] }), nobody).more).toEqual([])
})

test('a step’s screen has the step’s name', () => {
  expect(pathOf('1', 'PUBLISH')).toBe('/wishes/1/publish')
})
