import { effect, signal } from '@preact/signals'
import { en } from './en'
import { language, type Lang } from './language'
import { zh } from './zh'
import type { rest } from './zh/rest'
import type { signin } from './zh/signin'
import type { wishes } from './zh/wishes'

/**
 * Chinese is the source: its keys and placeholders type everything. One file per feature under zh/ and en/. The words
 * of the first screen come with it in both languages, for a second trip would cost more than they weigh; a screen that
 * is often the first brings its own (`bring`); the rest comes with the other screens, in parts that are each small enough to load at once.
 */
type Source = typeof zh & typeof signin & typeof rest & typeof wishes
export type Key = keyof Source
export type FirstWords = Record<keyof typeof zh, string>
export type RestWords = Record<keyof typeof rest, string>
type Words = Partial<Record<Key, string>>

type Names<S> = S extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never
type Values<K extends Key> = Record<Names<Source[K]>, string | number>
type Args<K extends Key> = [Names<Source[K]>] extends [never] ? [] : [values: Values<K>]

const known = signal<Record<Lang, Words>>({ zh, en })
const loading = new Map<Lang, Promise<void>>()

const rests: Record<Lang, () => Promise<Words>> = {
  zh: async () => {
    const [{ rest }, { wishes }] = await Promise.all([import('./zh/rest'), import('./zh/wishes')])
    return { ...rest, ...wishes }
  },
  en: async () => {
    const [{ rest }, { wishes }] = await Promise.all([import('./en/rest'), import('./en/wishes')])
    return { ...rest, ...wishes }
  },
}

/** Words that came with a screen's own code. */
export function bring(words: Record<Lang, Words>): void {
  const before = known.peek()
  known.value = { zh: { ...before.zh, ...words.zh }, en: { ...before.en, ...words.en } }
}

async function add(lang: Lang): Promise<void> {
  const words = await rests[lang]()
  known.value = { ...known.peek(), [lang]: { ...known.peek()[lang], ...words } }
}

/** Resolves when all words are here, in the current language. Every screen but the first waits for this with its own code. */
export function allWordsReady(): Promise<void> {
  const lang = language.peek()
  const begun = loading.get(lang) ?? add(lang)
  loading.set(lang, begun)
  begun.catch(() => loading.delete(lang)) // no network: tried again when asked again
  return begun
}

// A change of language brings as many words as were here before.
effect(() => {
  if (language.value && loading.size) void allWordsReady().catch(() => undefined)
})

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

/** The words for `key` in the reader's language; Chinese while the other language is still on its way. */
export function t<K extends Key>(key: K, ...[values]: Args<K>): string {
  const words = known.value
  return fill(words[language.value][key] ?? words.zh[key] ?? '', (values ?? {}) as Record<string, string | number>)
}
