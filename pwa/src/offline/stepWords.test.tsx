import 'fake-indexeddb/auto'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { me, setMe, sessionLost, type Me } from '../api/session'
import { withDb } from './db'
import { lift, type PhotoRef } from './format'
import { dropStep, keepPhotos, keepWords, keptPhotos, keptWords, useKeptPhotos, useKeptWords, wordsKey } from './stepWords'
import { dropPhoto, putItem, putPhoto } from './store'

const DAY = 24 * 3_600_000
const person = (id: string): Me => ({ person: { id, language: 'ZH' }, permissions: [], posts: [] }) as unknown as Me

function Sheet() {
  const [words, write, sent] = useKeptWords('snap', 'SOLVE')
  return <><textarea value={words} onInput={(event) => write(event.currentTarget.value)} /><button type="button" onClick={sent}>send</button></>
}

const area = (): HTMLTextAreaElement => screen.getByRole('textbox')
const type = (value: string) => fireEvent.input(area(), { target: { value } })

beforeEach(async () => {
  await withDb((db) => db.clear('stepWords'))
  setMe(person('sun'))
})
afterEach(cleanup)

test('words stay when the session ends while they are typed, and are there after signing in again', async () => {
  render(<Sheet />)
  type('已清理，')
  sessionLost()
  type('已清理，照片稍后补')
  cleanup()
  expect(me.value).toBeNull()
  setMe(person('sun'))
  render(<Sheet />)
  await waitFor(() => expect(area().value).toBe('已清理，照片稍后补'))
})

test('nobody else who signs in on this device sees them', async () => {
  await keepWords(wordsKey('snap', 'SOLVE'), '已清理')
  setMe(person('li'))
  expect(await keptWords(wordsKey('snap', 'SOLVE'))).toBe('')
})

test('what was sent, emptied or left for days is gone', async () => {
  const key = wordsKey('snap', 'SOLVE')
  await keepWords(key, '已清理')
  render(<Sheet />)
  await waitFor(() => expect(area().value).toBe('已清理'))
  fireEvent.click(screen.getByRole('button'))
  await waitFor(async () => expect(await keptWords(key)).toBe(''))
  await keepWords(key, '已清理')
  await keepWords(key, ' ')
  expect(await keptWords(key)).toBe('')
  await keepWords(key, '已清理', Date.now() - 4 * DAY)
  expect(await keptWords(key)).toBe('')
  expect(await withDb((db) => db.count('stepWords'))).toBe(0)
})

test('what was kept beside the words goes with them, another step stays', async () => {
  const [words, beside, other] = [wordsKey('call', 'CLOSE'), wordsKey('call', 'CLOSE', 'verdicts'), wordsKey('call', 'CLOSE_ALL')]
  await Promise.all([words, beside, other].map((key) => keepWords(key, '好')))
  await dropStep(words)
  expect(await Promise.all([words, beside, other].map((key) => keptWords(key)))).toEqual(['', '', '好'])
})

test('what is typed before the kept words are read is not overwritten by them', async () => {
  await keepWords(wordsKey('snap', 'SOLVE'), '旧的')
  render(<Sheet />)
  type('新的')
  await new Promise((resolve) => setTimeout(resolve))
  await waitFor(async () => expect(await keptWords(wordsKey('snap', 'SOLVE'))).toBe('新的'))
  expect(area().value).toBe('新的')
})

async function photo(id: string): Promise<PhotoRef> {
  await putPhoto({ id, sha256: 'h', type: 'image/jpeg', bytes: new ArrayBuffer(8), bare: true })
  return { id, sha256: 'h', size: 8, confirmed: false }
}

function Photos({ more }: { more: PhotoRef }) {
  const [photos, change] = useKeptPhotos('snap', 'SOLVE')
  const [, , sent] = useKeptWords('snap', 'SOLVE')
  return (
    <>
      <output>{photos.map(({ id }) => id).join()}</output>
      <button type="button" onClick={() => change((now) => [...now, more])}>add</button>
      <button type="button" onClick={() => change((now) => now.slice(1))}>remove</button>
      <button type="button" onClick={sent}>send</button>
    </>
  )
}
const shown = () => screen.getByRole('status').textContent
const settled = () => new Promise((done) => setTimeout(done, 20))

test('photos are there again when the sheet was closed or the page loaded anew, without those that were removed, until it is sent', async () => {
  const [a, b] = [await photo('a'), await photo('b')]
  const open = async (more: PhotoRef) => {
    cleanup()
    render(<Photos more={more} />)
    await settled()
  }
  await open(a)
  fireEvent.click(screen.getByText('add'))
  await waitFor(() => expect(shown()).toBe('a'))
  await open(b)
  await waitFor(() => expect(shown()).toBe('a'))
  fireEvent.click(screen.getByText('add'))
  await waitFor(() => expect(shown()).toBe('a,b'))
  fireEvent.click(screen.getByText('remove'))
  await waitFor(() => expect(shown()).toBe('b'))
  await open(a)
  await waitFor(() => expect(shown()).toBe('b'))
  fireEvent.click(screen.getByText('send'))
  await open(a)
  await waitFor(() => expect(shown()).toBe(''))
})

test('a photo that went on its way before the page was killed does not come back, nor one that is gone', async () => {
  const key = wordsKey('snap', 'SOLVE', 'photos')
  await keepPhotos(key, [await photo('a'), await photo('b'), await photo('c')])
  await putItem(lift({ id: 'i', kind: 'solveSnap', photos: [await photo('b')] }))
  await dropPhoto('c')
  expect((await keptPhotos(key)).map(({ id }) => id)).toEqual(['a'])
})
