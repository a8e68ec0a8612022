import { useEffect, useRef, useState } from 'preact/hooks'
import { me } from '../api/session'
import { withDb } from './db'

/** What somebody writes for a step, kept on this device at every change until it is sent: a session may end between two words. */
export interface StepWords {
  key: string
  words: string
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

/** Nothing when nothing was written; what is too old goes. */
export async function keptWords(key: string, now = Date.now()): Promise<string> {
  const all = await withDb((db) => db.getAll('stepWords'))
  const old = all.filter((one) => one.touchedAt < now - KEPT)
  await Promise.all(old.map((one) => dropWords(one.key)))
  return all.find((one) => one.key === key && !old.includes(one))?.words ?? ''
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
