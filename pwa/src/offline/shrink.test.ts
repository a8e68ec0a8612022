import { expect, test } from 'vitest'
import { backoff } from './backoff'
import { hashOf, stepDown, typeOf, within } from './shrink'

const blob = (size: number) => ({ size }) as Blob

test('a photo within the limit is encoded once, at the best quality', async () => {
  const tried: number[] = []
  await stepDown({ width: 4000, height: 3000 }, async (_, quality) => (tried.push(quality), blob(300_000)))
  expect(tried).toEqual([0.82])
})

test('quality goes down before size does', async () => {
  const tried: string[] = []
  const result = await stepDown({ width: 4000, height: 3000 }, async (size, quality) => {
    tried.push(`${size.width} ${quality}`)
    return blob(size.width > 1600 ? 900_000 : 390_000)
  })
  expect(tried).toEqual(['2048 0.82', '2048 0.72', '2048 0.62', '2048 0.52', '2048 0.42', '1600 0.82'])
  expect(result.size).toBe(390_000)
})

test('a small photo is never enlarged, nor encoded twice alike', async () => {
  const tried: string[] = []
  await stepDown({ width: 900, height: 1200 }, async (size, quality) => (tried.push(`${size.width}x${size.height} ${quality}`), blob(900_000)))
  expect(new Set(tried).size).toBe(tried.length)
  expect(tried[0]).toBe('900x1200 0.82')
  expect(tried.at(-1)).toBe('768x1024 0.42')
})

test('the longest edge decides, and no edge vanishes', () => {
  expect(within({ width: 3024, height: 4032 }, 2048)).toEqual({ width: 1536, height: 2048 })
  expect(within({ width: 10_000, height: 2 }, 100)).toEqual({ width: 100, height: 1 })
})

test('the bytes say what a file is, not its name', async () => {
  const type = (...bytes: number[]) => typeOf(new Blob([new Uint8Array(bytes)]))
  expect(await type(0xff, 0xd8, 0xff, 0xe1)).toBe('image/jpeg')
  expect(await type(0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69, 0x63)).toBe('image/heic')
  expect(await type(0x25, 0x50, 0x44, 0x46)).toBeNull()
})

test('the hash is the one the server computes', async () => {
  const bytes = new TextEncoder().encode('abc')
  expect(await hashOf(bytes.buffer as ArrayBuffer)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('waiting doubles up to ten minutes, and phones scatter', () => {
  expect([1, 2, 3, 4].map((tries) => backoff(tries, () => 1))).toEqual([2000, 4000, 8000, 16_000])
  expect(backoff(50, () => 1)).toBe(600_000)
  expect(backoff(1, () => 0)).toBe(1000)
})
