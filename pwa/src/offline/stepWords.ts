import { useEffect, useRef, useState } from 'preact/hooks'
import { me } from '../api/session'
import { withDb } from './db'
import type { PhotoRef } from './format'
import { allItems, getPhoto } from './store'

/** What somebody writes for a step, kept on this device at every change until it is sent: a session may end between two words. */
export interface StepWords {
  key: string
  words: string
  /** under a key of their own, beside the words'; while they are named here their bytes stay on the phone */
  photos?: PhotoRef[]
  touchedAt: number
}

/** Whoever has not come back for them by then has thought of something else. */
const KEPT = 3 * 24 * 3_600_000

/** Whose words they are, about what and for which step: nobody else on this device is shown them. */
export const wordsKey = (...of: (string | undefined)[]): string => [me.peek()?.person.id, ...of].filter(Boolean).join(' ')

const dropWords = (key: string): Promise<void> => withDb((db) => db.delete('stepWords', key))

/** A step's words, and what was kept beside them: the keys that go on after its own. */
export const dropStep = (key: string): Promise<void> => withDb((db) => db.delete('stepWords', IDBKeyRange.bound(key, `${key} \uffff`)))

export const keepWords = (key: string, words: string, now = Date.now()): Promise<unknown> =>
  words.trim() ? withDb((db) => db.put('stepWords', { key, words, touchedAt: now })) : dropWords(key)

export const keepPhotos = (key: string, photos: PhotoRef[], now = Date.now()): Promise<unknown> =>
  photos.length ? withDb((db) => db.put('stepWords', { key, words: '', photos, touchedAt: now })) : dropWords(key)

/** What nobody has come back for goes. */
export async function dropOldWords(now = Date.now()): Promise<void> {
  const all = await withDb((db) => db.getAll('stepWords'))
  await Promise.all(all.filter((one) => one.touchedAt < now - KEPT).map((one) => dropWords(one.key)))
}

async function found(key: string): Promise<StepWords | undefined> {
  await dropOldWords()
  return withDb((db) => db.get('stepWords', key))
}

/** Nothing when nothing was written. */
export const keptWords = async (key: string): Promise<string> => (await found(key))?.words ?? ''

/** Those that still wait for their step: a page killed while it was handed over had no time to let go of them. */
export async function keptPhotos(key: string): Promise<PhotoRef[]> {
  const photos = (await found(key))?.photos ?? []
  const handedOver = new Set((await allItems()).flatMap((item) => item.photos.map(({ id }) => id)))
  const there = await Promise.all(photos.map(async ({ id }) => !handedOver.has(id) && (await getPhoto(id)) !== undefined))
  return photos.filter((_, n) => there[n])
}

/** The words of one step, as they were left on this device; `sent` lets go of them and of what was kept beside them. */
export function useKeptWords(...of: (string | undefined)[]): [words: string, write: (words: string) => void, sent: () => void] {
  const [key] = useState(() => wordsKey(...of))
  const [words, setWords] = useState('')
  const touched = useRef(false)
  useEffect(() => {
    const restore = (kept: string) => void (touched.current || setWords(kept))
    keptWords(key).then(restore, () => undefined)
  }, [key])
  const write = (next: string) => {
    touched.current = true
    setWords(next)
    keepWords(key, next).catch(() => undefined)
  }
  return [words, write, () => void dropStep(key).catch(() => undefined)]
}

/** The photos of one step, kept beside its words; its `sent` lets go of both. */
export function useKeptPhotos(...of: (string | undefined)[]): [photos: PhotoRef[], change: (next: (now: PhotoRef[]) => PhotoRef[]) => void] {
  const [key] = useState(() => wordsKey(...of, 'photos'))
  const [photos, setPhotos] = useState<PhotoRef[]>([])
  const latest = useRef<PhotoRef[] | null>(null)
  useEffect(() => {
    const restore = (there: PhotoRef[]) => void (latest.current || setPhotos((latest.current = there)))
    keptPhotos(key).then(restore, () => undefined)
  }, [key])
  // a photo may be ready only when the sheet is closed again
  const change = (next: (now: PhotoRef[]) => PhotoRef[]) => {
    latest.current = next(latest.current ?? [])
    setPhotos(latest.current)
    keepPhotos(key, latest.current).catch(() => undefined)
  }
  return [photos, change]
}
