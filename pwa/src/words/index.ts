import { effect, signal } from '@preact/signals'
import { language } from './language'
import { zh } from './zh'

/**
 * Chinese is the source: its keys and placeholders type everything. One file per feature under zh/ and en/;
 * English is loaded only for who reads it.
 */
type Source = typeof zh
export type Key = keyof Source
export type Words = Record<Key, string>

type Names<S> = S extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never
type Values<K extends Key> = Record<Names<Source[K]>, string | number>
type Args<K extends Key> = [Names<Source[K]>] extends [never] ? [] : [values: Values<K>]

const english = signal<Words | null>(null)

effect(() => {
  if (language.value === 'en' && !english.value) void import('./en').then((m) => (english.value = m.en))
})

/** Resolves when the words of the current language are here. */
export async function wordsReady(): Promise<void> {
  if (language.peek() === 'en' && !english.peek()) english.value = (await import('./en')).en
}

const NBSP = '\u00A0'

/** Picks "one | other" by the number {n}; texts without a bar are for every number. */
function plural(text: string, n: unknown): string {
  const [one, other] = text.split(' | ')
  if (other === undefined || one === undefined) return text
  return n === 1 || n === '1' ? one : other
}

/** A number and its unit stay on one line: the space on either side of a placeholder's number does not break. */
export function fill(text: string, values: Record<string, string | number>): string {
  return plural(text, values.n).replace(/( ?)\{(\w+)\}( ?)/g, (_, before: string, name: string, after: string) => {
    const value = String(values[name] ?? '')
    const number = /^[\d.,:]+$/.test(value)
    return before + value + (number && after ? NBSP : after)
  })
}

/** The words for `key` in the reader's language. */
export function t<K extends Key>(key: K, ...[values]: Args<K>): string {
  const words: Words = language.value === 'en' && english.value ? english.value : zh
  return fill(words[key], (values ?? {}) as Record<string, string | number>)
}
