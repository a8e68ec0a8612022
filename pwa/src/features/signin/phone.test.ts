import { expect, test } from 'vitest'
import { cleanPhone, isCode, isPhone } from './phone'
import { safePath } from './SignIn'

test('a number typed the way people type it is the same number', () => {
  for (const typed of ['13812345678', '138 1234 5678', '+86 138-1234-5678', '008613812345678'])
    expect(cleanPhone(typed)).toBe('13812345678')
})

test('what is not a mobile number is told apart', () => {
  expect(isPhone('138 1234 5678')).toBe(true)
  for (const typed of ['', '1381234567', '23812345678', '138123456789']) expect(isPhone(typed)).toBe(false)
  expect(isCode('123456')).toBe(true)
  expect(isCode('12345')).toBe(false)
})

test('after signing in one goes on only to a path of our own', () => {
  expect(safePath('/snaps/1')).toBe('/snaps/1')
  for (const path of [undefined, '', 'https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example']) expect(safePath(path)).toBe('/')
})
