import { expect, test } from 'vitest'
import { BLANK, unfinished, verdictsOf, type Verdict } from './verdicts'

const whole: Verdict = { timeliness: 'SATISFIED', attitude: 'NOT_EVALUATED', result: 'DISSATISFIED', solved: 'PARTLY', words: ' 慢 ' }

test('a unit of which something is not said yet is named', () => {
  expect(unfinished(['a', 'b'], { a: whole, b: { ...whole, solved: null } })).toBe('b')
  expect(unfinished(['a', 'b'], { a: whole })).toBe('b')
  expect(unfinished(['a'], { a: whole })).toBeUndefined()
})

test('“not evaluated” is sent as it was said, and nothing half said is sent', () => {
  expect(verdictsOf(['a', 'b'], { a: whole, b: BLANK })).toEqual([{ ...whole, assignmentId: 'a', words: '慢' }])
})
