import { expect, test } from 'vitest'
import { wishDraftOf, type WishForm } from '../../../offline/wishDraft'
import type { OutboxItem } from '../../../offline/format'
import { now } from '../../../words/time'
import { blankForm, inputOf, missingField, questionOf } from './form'

const LIMIT = 500
const whole: WishForm = { ...blankForm('370102013006', '林小满'), words: '厨房灯坏了', phone: '138 0000 0000', address: '3 号楼' }

test('what is missing is named in the order of the questions', () => {
  expect(missingField(blankForm('', ''), LIMIT)).toBe('words')
  expect(missingField({ ...whole, community: '370102013' }, LIMIT)).toBe('community')
  for (const phone of ['138****0000', '053182345678', '1380000000']) expect(missingField({ ...whole, phone }, LIMIT)).toBe('phone')
  expect(missingField(whole, LIMIT)).toBeNull()
})

test('a day that is over is told before the wish leaves the phone', () => {
  now.value = Date.parse('2026-11-29T16:30:00Z') // half past midnight in the district
  expect(missingField({ ...whole, wantedBy: '2026-11-29' }, LIMIT)).toBe('wantedBy')
  expect(missingField({ ...whole, wantedBy: '2026-11-30' }, LIMIT)).toBeNull()
})

test('an amount beyond the limit is not sent', () => {
  expect(missingField({ ...whole, amount: '501' }, LIMIT)).toBe('amountYuan')
  expect(missingField({ ...whole, amount: '500' }, LIMIT)).toBeNull()
})

test('for somebody else the consent is asked, and for oneself none is sent', () => {
  expect(missingField({ ...whole, for: 'SOMEONE' }, LIMIT)).toBe('consentHow')
  const changedMind = inputOf('1', { ...whole, consentHow: 'SPOKEN', consentAt: '2026-11-20T04:00:00Z' })
  expect([changedMind.consentHow, changedMind.consentAt]).toEqual([null, null])
})

test('a field is asked for again on its own screen, and an unknown one on the first', () => {
  expect(questionOf('phone')).toBe('where')
  expect(questionOf('photos')).toBe('what')
})

test('what the server sent back from the outbox is the form that it was', () => {
  const form: WishForm = { ...whole, amount: '60', wantedBy: '2026-12-01', flags: ['HOME_VISIT'], phone: '13800000000' }
  const { photos: _, ...input } = inputOf('7', form)
  const item = { id: '7', personId: 'p', photos: [], variables: { input }, reason: { code: 'invalid_input', message: '这一户已有一个心愿在等。' } } as unknown as OutboxItem
  const draft = wishDraftOf(item)
  expect(draft.form).toEqual(form)
  expect(draft.reason).toBe('这一户已有一个心愿在等。')
})
