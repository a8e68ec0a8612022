import { PushOffDocument, PushOnDocument } from './gql/graphql'
import { act } from '../../api/request'
import { settings } from '../../api/session'

/** What stands in the way of notifications, if anything. */
export type PushState = 'on' | 'off' | 'unsupported' | 'denied'

/** Why it could not be switched on: the browser said no, or its push service did not answer in time. */
export class PushFailed extends Error {
  constructor(readonly reason: 'denied' | 'slow') {
    super(reason)
  }
}

const TIME_BOX = 10_000
const supported = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** In China the browser's push service may be out of reach and never answer. */
function within<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new PushFailed('slow')), TIME_BOX))
  return Promise.race([work, late])
}

const base64url = (key: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(key ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

async function current(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration()
  return (await registration?.pushManager.getSubscription()) ?? null
}

export async function pushState(): Promise<PushState> {
  if (!supported()) return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  return (await current()) ? 'on' : 'off'
}

async function subscribed(): Promise<PushSubscription> {
  const registration = await navigator.serviceWorker.ready
  const applicationServerKey = bytes(settings.peek()?.pushPublicKey ?? '')
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
}

/** Asks the browser, subscribes within 10 s, tells the server. Throws PushFailed, or what `act` throws. */
export async function pushOn(): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new PushFailed('denied')
  const subscription = await within(subscribed()).catch((error: unknown) => {
    throw error instanceof PushFailed ? error : new PushFailed('slow')
  })
  const input = {
    endpoint: subscription.endpoint,
    p256dh: base64url(subscription.getKey('p256dh')),
    auth: base64url(subscription.getKey('auth')),
  }
  await act(PushOnDocument, { input })
}

/** Tells the server first: a subscription it still has would fail silently. */
export async function pushOff(): Promise<void> {
  const subscription = await current()
  if (!subscription) return
  await act(PushOffDocument, { endpoint: subscription.endpoint })
  await subscription.unsubscribe()
}
