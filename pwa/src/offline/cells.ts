import { signal } from '@preact/signals'
import { CellsForPhoneDocument, type CellsForPhoneQuery } from '../api/gql/graphql'
import { request } from '../api/request'
import { settings } from '../api/session'
import { withDb } from './db'
import type { DraftPlace } from './draft'
import { findCell } from './locate'

type SentCell = CellsForPhoneQuery['cells'][number]
export type PhoneCell = SentCell & { outline: number[][] }
export type PhoneDivision = CellsForPhoneQuery['divisions'][number]

export interface CachedCells {
  cells: PhoneCell[]
  divisions: PhoneDivision[]
  /** `settings.gridVersion` for which they are right; empty before there are any */
  version: string
}

/** The district's cells and divisions, kept on the phone: a snap finds its cell with the network gone. */
export const district = signal<CachedCells>({ cells: [], divisions: [], version: '' })

const isDrawn = (cell: SentCell): cell is PhoneCell => cell.outline !== null

async function recallKept(under: string): Promise<void> {
  const kept = await withDb((db) => db.get('cells', under)).catch(() => undefined)
  if (kept) district.value = kept
}

async function load(): Promise<void> {
  // the version is read before the cells: newer cells than it says cost one more load, never stale ones
  const { rootCode, gridVersion } = settings.peek() ?? {}
  if (!rootCode || !gridVersion) return
  if (!district.peek().version) await recallKept(rootCode)
  if (district.peek().version === gridVersion) return
  const answer = await request(CellsForPhoneDocument, { under: rootCode }).catch(() => null)
  if (!answer) return
  district.value = { cells: answer.cells.filter(isDrawn), divisions: answer.divisions, version: gridVersion }
  // no room: this run has them, the next one asks again
  await withDb((db) => db.put('cells', district.value, rootCode)).catch(() => undefined)
}

let loading = Promise.resolve()

/** Brings the district's cells to the phone: what is kept at once, fresh ones when the grid has changed. */
export function needCells(): Promise<void> {
  loading = loading.then(load)
  return loading
}

/** The cell's part of a place, found on the phone; also with the network gone. */
export function cellOf(lon: number, lat: number): Pick<DraftPlace, 'cellCode' | 'cellName' | 'distanceMetres'> {
  const found = findCell(district.peek().cells, lon, lat)
  if (!found) return { cellCode: undefined, cellName: undefined, distanceMetres: undefined }
  const { cell, distanceMetres } = found
  return { cellCode: cell.code, cellName: `${cell.communityName} ${cell.name}`, distanceMetres }
}
