import { signal } from '@preact/signals'

/** Where the phone is, WGS-84. */
export interface Here {
  lon: number
  lat: number
  accuracyMetres: number
}

/** How the search for the phone's own position stands. */
export const seeking = signal<'no' | 'yes' | 'denied' | 'failed'>('no')

/** Where the phone was found last. */
export const here = signal<Here | null>(null)

const TIMEOUT = 15_000
const FRESH_ENOUGH = 20_000
const DENIED = 1

function position(): Promise<GeolocationPosition> {
  const options = { enableHighAccuracy: true, timeout: TIMEOUT, maximumAge: FRESH_ENOUGH }
  return new Promise((found, failed) => navigator.geolocation.getCurrentPosition(found, failed, options))
}

/** Asks the phone where it is; null when it cannot or may not say, which `seeking` then tells. */
export async function findHere(): Promise<Here | null> {
  if (seeking.peek() === 'yes' || !('geolocation' in navigator)) return null
  seeking.value = 'yes'
  try {
    const { coords } = await position()
    here.value = { lon: coords.longitude, lat: coords.latitude, accuracyMetres: coords.accuracy }
    seeking.value = 'no'
    return here.value
  } catch (error) {
    seeking.value = (error as GeolocationPositionError).code === DENIED ? 'denied' : 'failed'
    return null
  }
}
