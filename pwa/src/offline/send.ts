import { documents, ownerDocument } from './documents'
import type { Answer, OutboxItem, PhotoRef, Reason } from './format'
import { getPhoto } from './store'

/** Usable in the service worker: plain fetch, no window, no document, no signals. */

export type Outcome =
  | { is: 'sent'; answer: Answer }
  | { is: 'refused'; reason: Reason }
  /** this item did not get through; another may */
  | { is: 'later'; afterMs?: number }
  /** nothing gets through */
  | { is: 'offline' }
  | { is: 'signIn' }

interface Problem {
  __typename: string
  code: string
  message: string
  field?: string
  retryAfterSeconds?: number
}

/** A redemption's answer holds more than itself. */
interface Redeemed {
  redemption: Answer
}

const GRAPHQL_TIMEOUT = 30_000
const PHOTO_TIMEOUT = 120_000

/** The server tells this phone to come back later, with or without saying when. */
function later(response: Response): Outcome {
  const seconds = Number(response.headers.get('Retry-After'))
  return { is: 'later', ...(seconds > 0 ? { afterMs: seconds * 1000 } : {}) }
}

async function ask(query: string, variables: unknown, language: string): Promise<Response> {
  return fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/graphql-response+json, application/json;q=0.9',
      'Accept-Language': language,
      'X-Gridcall': '1',
    },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(GRAPHQL_TIMEOUT),
  })
}

/** Who the server takes this phone for: a person's id, null for nobody, undefined when it cannot be asked. */
export async function owner(): Promise<string | null | undefined> {
  try {
    const response = await ask(ownerDocument, {}, 'zh')
    if (response.status === 401) return null
    const body = (await response.json()) as { data?: { me: { person: { id: string } } | null } }
    return body.data ? (body.data.me?.person.id ?? null) : undefined
  } catch {
    return undefined
  }
}

async function readBody<T>(response: Response): Promise<Partial<T>> {
  return (await response.json().catch(() => ({}))) as Partial<T>
}

/** One photo: the server answers with the hash of what it received; only the same hash counts. Null: it is there. */
async function sendPhoto(photo: PhotoRef, number: number, language: string): Promise<Outcome | null> {
  const stored = await getPhoto(photo.id)
  if (!stored?.bytes.byteLength) return { is: 'refused', reason: { code: 'photo_gone', message: '', photo: number } }
  const response = await fetch(`/media/photos/${photo.id}`, {
    method: 'PUT',
    credentials: 'same-origin',
    headers: { 'Content-Type': stored.type, 'Accept-Language': language, 'X-Gridcall': '1' },
    body: stored.bytes,
    signal: AbortSignal.timeout(PHOTO_TIMEOUT),
  })
  if (response.status === 401) return { is: 'signIn' }
  if (response.status === 429 || response.status >= 500) return later(response)
  const body = await readBody<{ sha256: string; code: string; message: string }>(response)
  if (!response.ok)
    return { is: 'refused', reason: { code: (body.code ?? `http_${response.status}`).toLowerCase(), message: body.message ?? '', photo: number } }
  return body.sha256 === photo.sha256 ? null : { is: 'later' }
}

function problemOf(problem: Problem): Outcome {
  if (problem.__typename === 'SignInRequired') return { is: 'signIn' }
  if (problem.__typename === 'TooManyTries') return { is: 'later', afterMs: (problem.retryAfterSeconds ?? 60) * 1000 }
  const { code, message, field } = problem
  return { is: 'refused', reason: { code: code.toLowerCase(), message, ...(field ? { field } : {}) } }
}

/** A fault of the server passes; that it does not understand this app does not. */
function errorOf(code: string): Outcome {
  if (code === 'sign_in_required') return { is: 'signIn' }
  return code === 'internal' ? { is: 'later' } : { is: 'refused', reason: { code, message: '' } }
}

/** The variables as the server wants them: the photos' ids and hashes go inside `input`. */
function variablesOf(item: OutboxItem): Record<string, unknown> {
  if (!('input' in item.variables)) return item.variables
  const photos = item.photos.map(({ id, sha256 }) => ({ id, sha256 }))
  const needed = photos.length > 0 || item.kind === 'takeSnap'
  return { ...item.variables, input: { ...(item.variables.input as object), ...(needed ? { photos } : {}) } }
}

async function sendMutation(item: OutboxItem): Promise<Outcome> {
  const document = documents[item.kind]
  if (!document) return { is: 'refused', reason: { code: 'unknown_kind', message: '' } }
  const response = await ask(document, variablesOf(item), item.language)
  if (response.status === 401) return { is: 'signIn' }
  if (response.status === 429 || response.status >= 500) return later(response)
  const body = await readBody<{ data: { result: Answer | Redeemed | Problem } | null; errors: { message: string; extensions?: { code?: string } }[] }>(response)
  const error = body.errors?.[0]
  if (error) return errorOf(error.extensions?.code?.toLowerCase() ?? 'not_understood')
  const result = body.data?.result
  // a proxy's page or a portal's sign-in answered, not our server
  if (!result) return { is: 'later' }
  if ('code' in result) return problemOf(result)
  return { is: 'sent', answer: 'redemption' in result ? result.redemption : result }
}

/** Sends photos one after the other; null: all are there. */
export async function sendPhotos(photos: readonly PhotoRef[], language: string, confirmed: (photoId: string) => Promise<void>): Promise<Outcome | null> {
  for (const [index, photo] of photos.entries()) {
    if (photo.confirmed) continue
    const stopped = await sendPhoto(photo, index + 1, language)
    if (stopped) return stopped
    await confirmed(photo.id)
  }
  return null
}

/** `fetch` says TypeError for "no network" and a DOMException for "took too long". */
const isNetwork = (error: unknown): boolean => error instanceof TypeError

/**
 * Sends one item: its photos one after the other, then the mutation. Safe to repeat at any point: the ids are the same
 * each time. `confirmed` is called as each photo's hash has come back, so that the next try need not send it again.
 */
export async function send(item: OutboxItem, confirmed: (photoId: string) => Promise<void>): Promise<Outcome> {
  try {
    return (await sendPhotos(item.photos, item.language, confirmed)) ?? (await sendMutation(item))
  } catch (error) {
    if (isNetwork(error)) return { is: 'offline' }
    return { is: 'later' }
  }
}
