import { signal } from '@preact/signals'
import { district, needCells } from '../../../offline/cells'
import type { DraftPlace } from '../../../offline/draft'
import { findCell } from '../../../offline/locate'
import { changePlace, draft } from './making'

/** How the search for the phone's own position stands. */
export const seeking = signal<'no' | 'yes' | 'denied' | 'failed'>('no')

/** Where the phone is, WGS-84. */
export const here = signal<{ lon: number; lat: number; accuracyMetres: number } | null>(null)

const TIMEOUT = 15_000
const FRESH_ENOUGH = 20_000
const DENIED = 1

function position(): Promise<GeolocationPosition> {
  const options = { enableHighAccuracy: true, timeout: TIMEOUT, maximumAge: FRESH_ENOUGH }
  return new Promise((found, failed) => navigator.geolocation.getCurrentPosition(found, failed, options))
}

/** The cell's part of a place, found on the phone; also with the network gone. */
export function cellOf(lon: number, lat: number): Pick<DraftPlace, 'cellCode' | 'cellName' | 'distanceMetres'> {
  const found = findCell(district.peek().cells, lon, lat)
  if (!found) return { cellCode: undefined, cellName: undefined, distanceMetres: undefined }
  const { cell, distanceMetres } = found
  return { cellCode: cell.code, cellName: `${cell.communityName} ${cell.name}`, distanceMetres }
}

/** Puts the place at a point: by the phone's sensors, or by hand on the map. */
export function placeAt(lon: number, lat: number, from: 'gps' | 'map', accuracyMetres?: number): Promise<void> {
  return changePlace({ lon, lat, from, accuracyMetres, ...cellOf(lon, lat) })
}

/** Asks the phone where it is. Fills the place in when the person has not chosen one meanwhile, or asks for it (`force`). */
export async function seek(force = false): Promise<void> {
  if (seeking.peek() === 'yes' || !('geolocation' in navigator)) return
  seeking.value = 'yes'
  try {
    const { coords } = await position()
    const at = { lon: coords.longitude, lat: coords.latitude, accuracyMetres: coords.accuracy }
    here.value = at
    seeking.value = 'no'
    const place = draft.peek()?.place
    const isFree = place && place.from !== 'map' && (place.lon !== undefined || place.cellCode === undefined)
    if (force || isFree) await placeAt(at.lon, at.lat, 'gps', at.accuracyMetres)
  } catch (error) {
    seeking.value = (error as GeolocationPositionError).code === DENIED ? 'denied' : 'failed'
  }
}

/** Brings the cells to the phone; a place that was found without them gets its cell. */
export async function readyCells(): Promise<void> {
  await needCells()
  const place = draft.peek()?.place
  if (place?.lon !== undefined && place.lat !== undefined && !place.cellCode && district.peek().cells.length)
    await changePlace(cellOf(place.lon, place.lat))
}
