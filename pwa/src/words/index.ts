import { effect, signal } from '@preact/signals'
import { en } from './en'
import { language, type Lang } from './language'
import { zh } from './zh'
import type { activities } from './zh/activities'
import type { counter } from './zh/counter'
import type { office } from './zh/office'
import type { points } from './zh/points'
import type { rest } from './zh/rest'
import type { wishes } from './zh/wishes'

/**
 * Chinese is the source: its keys and placeholders type everything. One file per feature under zh/ and en/. The words
 * of the first screen come with it in both languages, for a second trip would cost more than they weigh; the rest
 * comes with the other screens, and what few people open brings a volume of its own.
 */
type Source = typeof zh & typeof rest & typeof points & typeof activities & typeof counter & typeof office & typeof wishes
export type Key = keyof Source
export type FirstWords = Record<keyof typeof zh, string>
export type RestWords = Record<keyof typeof rest, string>
type Words = Partial<Record<Key, string>>

type Names<S> = S extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never
type Values<K extends Key> = Record<Names<Source[K]>, string | number>
type Args<K extends Key> = [Names<Source[K]>] extends [never] ? [] : [values: Values<K>]

const known = signal<Record<Lang, Words>>({ zh, en })
const loading = new Map<string, Promise<void>>()

const volumes = {
  rest: { zh: async () => (await import('./zh/rest')).rest, en: async () => (await import('./en/rest')).rest },
  points: { zh: async () => (await import('./zh/points')).points, en: async () => (await import('./en/points')).points },
  activities: { zh: async () => (await import('./zh/activities')).activities, en: async () => (await import('./en/activities')).activities },
  counter: { zh: async () => (await import('./zh/counter')).counter, en: async () => (await import('./en/counter')).counter },
  office: { zh: async () => (await import('./zh/office')).office, en: async () => (await import('./en/office')).office },
  wishes: { zh: async () => (await import('./zh/wishes')).wishes, en: async () => (await import('./en/wishes')).wishes },
} satisfies Record<string, Record<Lang, () => Promise<Words>>>

export type Volume = keyof typeof volumes

async function add(lang: Lang, volume: Volume): Promise<void> {
  const words: Words = await volumes[volume][lang]()
  known.value = { ...known.peek(), [lang]: { ...known.peek()[lang], ...words } }
}

function need(lang: Lang, volume: Volume): Promise<void> {
  const key = `${lang} ${volume}`
  const begun = loading.get(key) ?? add(lang, volume)
  loading.set(key, begun)
  begun.catch(() => loading.delete(key)) // no network: tried again when asked again
  return begun
}

const asked = new Set<Volume>()

/**
 * Resolves when the rest of the words and the named volumes are here, in the current language. Every screen but the
 * first waits for this with its own code.
 */
export async function allWordsReady(...further: Volume[]): Promise<void> {
  for (const volume of ['rest' as const, 'wishes' as const, ...further]) asked.add(volume)
  await Promise.all([...asked].map((volume) => need(language.peek(), volume)))
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
