import { lazy } from 'preact-iso'
import { allWordsReady } from '../words'

/** A screen behind the first one: its code and the rest of the words come together. */
export const screen = <T>(load: () => Promise<{ default: T }>): ReturnType<typeof lazy<T>> =>
  lazy(async () => {
    const [module] = await Promise.all([load(), allWordsReady()])
    return module
  })
