import { beforeAll, expect, test } from 'vitest'
import { allWordsReady } from '../../../words'
import { setLanguage } from '../../../words/language'
import { changed, changes, fieldsOf, type FormContent } from './form'

beforeAll(async () => {
  setLanguage('zh')
  await allWordsReady()
})

const form: FormContent = {
  form: 1,
  street: { code: '370102013', name: '智远街道办事处' },
  place: { code: '370102013006008', words: '盛福明城东门岗亭旁', lon: '117.102500', lat: '36.662500' },
  urgency: 'urgent',
  item: { list: '示范清单', number: '37', name: '占道经营', situation: '夜间占道烧烤' },
  title: '明城东门夜间占道烧烤',
  words: '摊位约 9 处',
  done_already: '',
  asks: '请执法到场',
  photos: ['aa', 'bb'],
  snaps: ['112303864217'],
}

test('the paper shows every signed field that says something', () => {
  const fields = Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]))
  expect(Object.keys(fields)).toEqual(['street', 'item', 'urgency', 'place', 'words', 'asks', 'photos', 'snaps'])
  expect(fields.place).toContain('117.102500')
  expect(fields.place).toContain('370102013006008')
  expect(fields.item).toContain('示范清单')
})

test('nothing changed is no line', () => {
  expect(changes(form, structuredClone(form))).toEqual([])
})

test('a changed word is found between what stayed', () => {
  expect(changed('words', '摊位约 9 处，油烟', '摊位约 12 处，油烟')).toEqual({ name: 'words', head: '摊位约 ', gone: '9', come: '12', tail: ' 处，油烟' })
  expect(changed('asks', '', '请水务到场')).toMatchObject({ gone: '', come: '请水务到场' })
  expect(changed('words', '𠮷野', '𠮷村')).toMatchObject({ head: '𠮷', gone: '野', come: '村' })
})

test('other photos in the same number are a change', () => {
  const after = { ...form, photos: ['aa', 'cc'] }
  expect(changes(form, after)).toMatchObject([{ name: 'photos', gone: expect.stringContaining('1'), come: expect.stringContaining('1') }])
})

test('whatever is signed is compared', () => {
  const other: FormContent = {
    form: 1,
    street: { code: '370102011', name: '姚家街道办事处' },
    place: { ...form.place, lon: '117.102501' },
    urgency: 'emergency',
    item: { ...form.item, list: '另一份清单' },
    title: '别的', words: '别的', done_already: '别的', asks: '别的', photos: [], snaps: [],
  }
  expect(changes(form, other).map((change) => change.name)).toEqual(['title', 'street', 'item', 'urgency', 'place', 'words', 'done', 'asks', 'photos', 'snaps'])
})
