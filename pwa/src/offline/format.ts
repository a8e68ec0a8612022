/**
 * What is kept on the phone until the server has it. Written by one version of the app, sent by a later one:
 * never change the meaning of a field; add one, raise VERSION and lift old items in `lift`.
 */
export const VERSION = 1

/** The mutations that may wait for a network, by their field in the schema. */
export type Kind =
  | 'takeSnap' | 'backSnap' | 'takeOnSnap' | 'assignSnap' | 'giveBackSnap' | 'fixSnapOnTheSpot' | 'solveSnap'
  | 'confirmSnapSolved' | 'reportSnapNotSolved' | 'raiseSnapToStreet' | 'mergeSnap' | 'refuseSnap' | 'relocateSnap'
  | 'withdrawSnap' | 'checkIn' | 'reportCompletion' | 'postWish' | 'redeem'

/** waiting: for a network or its turn; needsYou: the server said no, and only a person can mend it. */
export type State = 'waiting' | 'sending' | 'sent' | 'needsYou'

/** A photo's bytes lie in the store "photos" under the same id until the server has confirmed their hash. */
export interface StoredPhoto {
  id: string
  sha256: string
  type: string
  bytes: ArrayBuffer
  /** a small JPEG for lists, kept after the bytes are gone; absent when this phone cannot read the picture */
  thumb?: ArrayBuffer
  /** false when the original is sent as it is and the server takes place and phone out of it */
  bare: boolean
}

export interface PhotoRef {
  id: string
  sha256: string
  size: number
  /** the server has these bytes and has said so with their hash */
  confirmed: boolean
}

export interface Reason {
  code: string
  message: string
  /** which input is wrong, as the server names it */
  field?: string
  /** which photo, counted from 1 */
  photo?: number
}

/** What the server answered, as far as the receipt shows it. */
export interface Answer {
  id: string
  status: string
  /** of a snap */
  receipt?: string
  dueAt?: string | null
  cellName?: string | null
  communityName?: string | null
}

export interface OutboxItem {
  version: number
  /** made here, UUIDv7: the idempotency key, the same on every try */
  id: string
  kind: Kind
  /** whose it is; null when made before signing in: it becomes whoever signs in next */
  personId: string | null
  /** one line for the list, in the words of the one who made it */
  title: string
  /** the mutation's variables without the photos' list */
  variables: Record<string, unknown>
  photos: PhotoRef[]
  language: 'zh' | 'en'
  madeAt: number
  state: State
  tries: number
  /** not before this moment, ms since the epoch */
  dueAt: number
  reason?: Reason
  sentAt?: number
  answer?: Answer
}

/** Brings an item of any earlier version to this one's shape. A later version's item is left as it is. */
export function lift(stored: Partial<OutboxItem> & Pick<OutboxItem, 'id' | 'kind'>): OutboxItem {
  return {
    version: VERSION,
    personId: null,
    title: '',
    variables: {},
    photos: [],
    language: 'zh',
    madeAt: Date.now(),
    state: 'waiting',
    tries: 0,
    dueAt: 0,
    ...stored,
  }
}

interface About {
  snapId?: string
  callId?: string
  assignmentId?: string
}

const inputOf = ({ variables }: Pick<OutboxItem, 'variables'>): About => (variables.input ?? {}) as About

/** The snap, the call or the redemption that an item is about. */
export function subject(item: Pick<OutboxItem, 'id' | 'variables'>): string {
  const { snapId, callId } = inputOf(item)
  return snapId ?? callId ?? (item.variables.snapId as string | undefined) ?? item.id
}

/** The unit's part of a call that an item is about. */
export const partOf = (item: Pick<OutboxItem, 'variables'>): string | undefined => inputOf(item).assignmentId

/** What becomes a draft again when it is changed; a step is done anew at its snap or call. */
export const isDrafted = ({ kind }: Pick<OutboxItem, 'kind'>): boolean => kind === 'takeSnap' || kind === 'postWish'

/** The screen of what an item is about. */
export function homeOf(item: Pick<OutboxItem, 'id' | 'kind' | 'variables'>): string {
  if (item.kind === 'postWish') return `/wishes/${item.id}`
  const { callId } = inputOf(item)
  if (item.kind === 'redeem') return '/bank/counter/today'
  return callId ? `/calls/${callId}` : `/snaps/${subject(item)}`
}
