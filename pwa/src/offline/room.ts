import { signal } from '@preact/signals'

/** Free room for this app on the phone, bytes; null when the browser does not say. */
export const room = signal<number | null>(null)

/** Less than this and the next photos may not fit. */
const LOW = 50_000_000
export const isLow = (free: number | null): boolean => free !== null && free < LOW

/** Looks how much room is left. */
export async function lookForRoom(): Promise<void> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {}
  room.value = quota === undefined ? null : Math.max(0, quota - (usage ?? 0))
}

/** Asks the browser not to clear away what has not been sent. Some ask the person; so only once there is something. */
export async function keepForGood(): Promise<void> {
  if (await navigator.storage?.persisted?.()) return
  await navigator.storage?.persist?.()
}
