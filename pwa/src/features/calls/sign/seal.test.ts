import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { characters, CHARACTERS, digest, VERSION } from './seal'

const backend = readFileSync('../backend/gridcall/calls/seal.py', 'utf8')

test('phone and server know the same characters, in the same version', () => {
  const list = /CHARACTERS = \(([^)]*)\)/.exec(backend)![1]!
  expect(CHARACTERS).toBe([...list.matchAll(/"([^"]*)"/g)].map((part) => part[1]).join(''))
  expect(VERSION).toBe(Number(/VERSION = (\d+)/.exec(backend)![1]))
  expect(new Set(CHARACTERS).size).toBe(128)
})

test('the hash is the one of the bytes that were signed', async () => {
  const text = '{"title":"明城东门夜间占道烧烤"}'
  expect(await digest(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
})

test('nine characters are the first 63 bits, seven each from the highest', () => {
  const hash = createHash('sha256').update('x').digest('hex')
  const bits = BigInt(`0x${hash}`).toString(2).padStart(256, '0')
  const expected = Array.from({ length: 9 }, (_, n) => CHARACTERS[parseInt(bits.slice(n * 7, n * 7 + 7), 2)]).join('')
  expect(characters(hash)).toBe(expected)
  expect(characters('0'.repeat(64))).toBe('天'.repeat(9))
  expect(characters('f'.repeat(64))).toBe('线'.repeat(9))
})

test('one changed character of the text changes the seal', async () => {
  expect(characters(await digest('摊位约 9 处'))).not.toBe(characters(await digest('摊位约 8 处')))
})
