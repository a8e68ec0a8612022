/// <reference lib="webworker" />
import { CacheableResponsePlugin } from 'workbox-cacheable-response'
import { ExpirationPlugin } from 'workbox-expiration'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst } from 'workbox-strategies'
import { flushForSync } from '../offline/flush'
import { show, open } from './push'

declare const self: ServiceWorkerGlobalScope

/** Background Sync is Chromium's own and not in TypeScript's library. */
interface SyncEvent extends ExtendableEvent {
  tag: string
}

const DAY = 24 * 60 * 60

// The app itself: any path opens it, with or without a network.
precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/(graphql|media|healthz)/] }))

// Thumbnails never change under their address. Full photos are large: the browser's own cache holds those.
registerRoute(
  ({ url }) => url.pathname.startsWith('/media/') && url.pathname.includes('thumb'),
  new CacheFirst({
    cacheName: 'gridcall-thumbs',
    plugins: [
      new CacheableResponsePlugin({ statuses: [200] }),
      new ExpirationPlugin({ maxEntries: 300, maxAgeSeconds: 30 * DAY, purgeOnQuotaError: true }),
    ],
  }),
)

// A new version waits until the person says so (see shell/update.ts): nobody loses what they are writing.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting()
})

self.addEventListener('push', (event) => event.waitUntil(show(self.registration, event.data)))
self.addEventListener('notificationclick', (event) => event.waitUntil(open(self.clients, event.notification)))

self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent
  if (sync.tag === 'gridcall-outbox') sync.waitUntil(flushForSync())
})
