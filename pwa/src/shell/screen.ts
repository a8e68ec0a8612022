import { lazy } from 'preact-iso'
import { allWordsReady, type Volume } from '../words'

/** A screen behind the first one: its code and the rest of the words, with the volumes it needs, come together. */
export const screen = <T>(load: () => Promise<{ default: T }>, ...volumes: Volume[]): ReturnType<typeof lazy<T>> =>
  lazy(async () => {
    const [module] = await Promise.all([load(), allWordsReady(...volumes)])
    return module
  })
