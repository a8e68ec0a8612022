import { effect, signal } from '@preact/signals'

export type Lang = 'zh' | 'en'

const KEY = 'gridcall.language'

function initial(): Lang {
  const kept = localStorage.getItem(KEY)
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

/** The reader's language. Everything that writes words reads it, so a change shows at once. */
export const language = signal<Lang>(initial())

/** True when the reader has chosen; until then an account's language wins. */
export const languageChosen = (): boolean => localStorage.getItem(KEY) !== null

/** Sets and keeps the reader's language on this device. */
export function setLanguage(next: Lang): void {
  localStorage.setItem(KEY, next)
  language.value = next
}

/** BCP 47 tag for `lang` attributes and Intl. */
export const tag = (): string => (language.value === 'zh' ? 'zh-CN' : 'en-GB')

effect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
})
