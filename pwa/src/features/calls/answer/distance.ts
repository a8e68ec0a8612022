import type { Here } from '../../../offline/position'

interface Point {
  lon: number
  lat: number
}

const METRES_A_DEGREE = 111_195

/** Metres between two points; on a flat district, as the server measures. The server measures again. */
export function metresBetween(a: Point, b: Point): number {
  const squeeze = Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot((a.lon - b.lon) * squeeze, a.lat - b.lat) * METRES_A_DEGREE
}

/** From a phone to the meeting point; null when either is not known. */
export function metresTo(here: Here | null, lon: number | null, lat: number | null): number | null {
  return here && lon !== null && lat !== null ? Math.round(metresBetween(here, { lon, lat })) : null
}
