import { effect, signal, type Signal } from '@preact/signals'

/** How the person likes to see it; kept on this device, applied before the first paint. */
export type Theme = 'auto' | 'light' | 'dark'
export type TextSize = 'normal' | 'large' | 'max'

function kept<T extends string>(key: string, values: readonly T[]): Signal<T> {
  const first = values[0]!
  const found = values.find((value) => value === localStorage.getItem(key)) ?? first
  const made = signal<T>(found)
  effect(() => localStorage.setItem(key, made.value))
  return made
}

export const theme = kept<Theme>('gridcall.theme', ['auto', 'light', 'dark'])
export const textSize = kept<TextSize>('gridcall.size', ['normal', 'large', 'max'])
/** Keys of one letter are in the way of whoever speaks to the computer, or hits a key by mistake. */
export const shortcuts = kept<'on' | 'off'>('gridcall.shortcuts', ['on', 'off'])

function mark(name: 'theme' | 'elder', value: string | null): void {
  if (value === null) delete document.documentElement.dataset[name]
  else document.documentElement.dataset[name] = value
}

effect(() => mark('theme', theme.value === 'auto' ? null : theme.value))
effect(() => mark('elder', textSize.value === 'normal' ? null : textSize.value))
