import type { FirstWords } from '..'
import { names } from './names'
import { shell } from './shell'
import { time } from './time'
import { today } from './today'

/** What the first screen needs; the rest follows in ./rest. */
export const en: FirstWords = { ...names, ...shell, ...time, ...today }
