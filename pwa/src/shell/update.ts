import { signal } from '@preact/signals'

/** A new version is installed and waits; it takes over only when the person says so. */
export const updateWaits = signal(false)

/** The tag the worker answers to when the network is back (Chromium's Background Sync). */
const OUTBOX_TAG = 'gridcall-outbox'

interface WithSync extends ServiceWorkerRegistration {
  sync?: { register: (tag: string) => Promise<void> }
}

/** Asks the browser to send what waits even after this page is closed; where it cannot, the page itself sends. */
export async function askToSendLater(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as WithSync | undefined
  await registration?.sync?.register(OUTBOX_TAG).catch(() => undefined)
}

let waiting: ServiceWorker | null = null
let asked = false

function offer(worker: ServiceWorker): void {
  waiting = worker
  updateWaits.value = true
}

/** On a first visit the whole app is fetched for later: not while the first content still needs the line. */
const AFTER_CONTENT = 1_500

async function contentShown(): Promise<void> {
  if (navigator.serviceWorker.controller) return
  if (document.readyState !== 'complete') await new Promise((loaded) => addEventListener('load', loaded, { once: true }))
  await new Promise((passed) => setTimeout(passed, AFTER_CONTENT))
}

/** Registers the service worker and notices a newer one. It never reloads by itself: somebody may be writing. */
export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  await contentShown()
  const registration = await navigator.serviceWorker.register('/sw.js')
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) offer(worker)
    })
  })
  navigator.serviceWorker.addEventListener('controllerchange', () => asked && location.reload())
}

/** The person asked for it: the waiting worker takes over, then this page loads again. */
export function applyUpdate(): void {
  asked = true
  waiting?.postMessage('take-over')
}

/** A tapped notification names the path to open in the window that is already there. */
export function onNotificationOpened(go: (path: string) => void): () => void {
  const listen = (event: MessageEvent<{ open?: unknown }>) => {
    if (typeof event.data?.open === 'string') go(event.data.open)
  }
  navigator.serviceWorker?.addEventListener('message', listen)
  return () => navigator.serviceWorker?.removeEventListener('message', listen)
}
