import { beforeEach, expect, test } from 'vitest'
import { allWordsReady } from '../../../words'
import { language } from '../../../words/language'
import { now } from '../../../words/time'
import type { WishFull } from '../steps'
import { awaitedNow, happened, type Entry } from './story'

beforeEach(async () => {
  language.value = 'zh'
  now.value = Date.parse('2026-11-23T11:22:00Z')
  await allWordsReady('wishes')
})

const wish = (patch: object): WishFull => ({ status: 'CLAIMED', publishedAt: '2026-11-22T02:15:00Z', confirmBy: null, onBehalf: true, claim: null, ...patch }) as unknown as WishFull
const claim = (patch: object) => ({ claimerName: '梁晓舟', unitName: null, promisedOn: '2026-11-29', companionsNeeded: 0, extensionAskedUntil: null, ...patch })

test('an open wish waits, and says since which day', () => {
  expect(awaitedNow(wish({ status: 'PUBLISHED' }))).toMatchObject({ title: '等人认领', time: '第 2\u00A0天' })
})

test('a claimed wish waits for the unit or person who promised, until the promised day', () => {
  expect(awaitedNow(wish({ claim: claim({ unitName: '区图书馆' }) }))).toMatchObject({ title: '等区图书馆办成', time: '11月29日前' })
})

test('a missing companion and an open question about the day come before the work', () => {
  expect(awaitedNow(wish({ claim: claim({ companionsNeeded: 1 }) }))?.title).toBe('等一位同伴加入')
  expect(awaitedNow(wish({ claim: claim({ companionsNeeded: 1, extensionAskedUntil: '2026-12-05' }) }))?.hint).toBe('请求延到 12月5日')
})

test('nobody is awaited once it has ended', () => {
  for (const status of ['FULFILLED', 'REFUSED', 'WITHDRAWN']) expect(awaitedNow(wish({ status }))).toBeNull()
})

test('who posted for somebody else is said, and to whom a claim went', () => {
  expect(happened(wish({}), { step: 'POST', toName: null } as Entry)).toBe('网格员代为提交')
  expect(happened(wish({}), { step: 'PASS_ON', toName: '贺知音' } as Entry)).toBe('转交给贺知音')
})
