import { cellOf, district, needCells } from '../../../offline/cells'
import { findHere } from '../../../offline/position'
import { changePlace, draft } from './making'

/** Puts the place at a point: by the phone's sensors, or by hand on the map. */
export function placeAt(lon: number, lat: number, from: 'gps' | 'map', accuracyMetres?: number): Promise<void> {
  return changePlace({ lon, lat, from, accuracyMetres, ...cellOf(lon, lat) })
}

/** Asks the phone where it is. Fills the place in when the person has not chosen one meanwhile, or asks for it (`force`). */
export async function seek(force = false): Promise<void> {
  const at = await findHere()
  const place = draft.peek()?.place
  const isFree = place && place.from !== 'map' && (place.lon !== undefined || place.cellCode === undefined)
  if (at && (force || isFree)) await placeAt(at.lon, at.lat, 'gps', at.accuracyMetres)
}

/** Brings the cells to the phone; a place that was found without them gets its cell. */
export async function readyCells(): Promise<void> {
  await needCells()
  const place = draft.peek()?.place
  if (place?.lon !== undefined && place.lat !== undefined && !place.cellCode && district.peek().cells.length)
    await changePlace(cellOf(place.lon, place.lat))
}
