import { signal } from '@preact/signals'
import { CellsForPhoneDocument, type CellsForPhoneQuery } from '../api/gql/graphql'
import { request } from '../api/request'
import { withDb } from './db'

type SentCell = CellsForPhoneQuery['cells'][number]
export type PhoneCell = SentCell & { outline: number[][] }
export type PhoneDivision = CellsForPhoneQuery['divisions'][number]

export interface CachedCells {
  cells: PhoneCell[]
  divisions: PhoneDivision[]
  at: number
}

const DAY = 24 * 3_600_000

/** The district's cells and divisions, kept on the phone: a snap finds its cell with the network gone. */
export const district = signal<CachedCells>({ cells: [], divisions: [], at: 0 })

const isDrawn = (cell: SentCell): cell is PhoneCell => cell.outline !== null

let loading: Promise<void> | null = null

async function load(under: string): Promise<void> {
  const kept = await withDb((db) => db.get('cells', under)).catch(() => undefined)
  if (kept) district.value = kept
  if (kept && Date.now() - kept.at < DAY) return
  const answer = await request(CellsForPhoneDocument, { under }).catch(() => null)
  if (!answer) return
  district.value = { cells: answer.cells.filter(isDrawn), divisions: answer.divisions, at: Date.now() }
  // no room: this run has them, the next one asks again
  await withDb((db) => db.put('cells', district.value, under)).catch(() => undefined)
}

/** Brings the cells under a code to the phone: what is kept at once, a fresh list once a day. */
export function needCells(under: string): Promise<void> {
  loading ??= load(under).finally(() => {
    loading = null
  })
  return loading
}
