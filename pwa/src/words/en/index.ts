import type { FirstWords } from '..'
import { callRows } from './callRows'
import { names } from './names'
import { shell } from './shell'
import { time } from './time'
import { today } from './today'

/** What the first screen needs; the rest follows in ./rest. */
export const en: FirstWords = { ...callRows, ...names, ...shell, ...time, ...today }
