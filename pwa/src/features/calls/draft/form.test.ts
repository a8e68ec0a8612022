import { expect, test } from 'vitest'
import { blankForm, inputOf, isBlank, isSame, merge, missingField, questionOf, takeTheirs } from './form'

const base = { ...blankForm('370102013'), title: '占道', words: '摊位九处', asks: '请城管到场' }

test('what only the other changed is taken over, what only I changed stays', () => {
  const { form, clashes } = merge(base, { ...base, asks: '请城管、水务到场' }, { ...base, title: '夜间占道', urgency: 'URGENT' })
  expect(form).toMatchObject({ title: '夜间占道', urgency: 'URGENT', asks: '请城管、水务到场' })
  expect(clashes).toEqual([])
})

test('what both changed stays as I wrote it and is named; theirs can be taken over', () => {
  const theirs = { ...base, words: '摊位十处' }
  const { form, clashes } = merge(base, { ...base, words: '摊位约九处' }, theirs)
  expect(form.words).toBe('摊位约九处')
  expect(clashes).toEqual(['words'])
  expect(takeTheirs(form, theirs, 'words').words).toBe('摊位十处')
})

test('both came to the same: nothing to say', () => {
  expect(merge(base, { ...base, title: '夜间' }, { ...base, title: '夜间' }).clashes).toEqual([])
})

test('an item is taken over together with its situation', () => {
  const { form } = merge(base, base, { ...base, itemId: 'i', situationId: 's' })
  expect(form).toMatchObject({ itemId: 'i', situationId: 's' })
})

test('the missing field is named in the order of the questions', () => {
  expect(missingField(base)).toBe('itemId')
  expect(missingField({ ...base, itemId: 'i', asks: ' ' })).toBe('asks')
  expect(missingField({ ...base, itemId: 'i' })).toBeNull()
  expect(questionOf('situationId')).toBe('item')
  expect(questionOf('something new')).toBe('check')
})

test('a point names no cell: the server finds it', () => {
  expect(inputOf({ ...base, place: { words: ' 东门 ', lon: 117, lat: 36, cellCode: '370102013006008' } })).toMatchObject({ place: '东门', cellCode: null, point: { lon: 117 } })
  expect(inputOf({ ...base, place: { words: '', cellCode: '370102013006008' } })).toMatchObject({ point: null, cellCode: '370102013006008' })
})

test('a form is blank until somebody would miss something of it', () => {
  expect(isBlank(blankForm('370102013'))).toBe(true)
  expect(isBlank(base)).toBe(false)
  expect(isSame(base, { ...base, photos: [{ id: 'p', sha256: '', size: 1, confirmed: false }] })).toBe(false)
})
