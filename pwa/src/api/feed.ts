import { signal } from '@preact/signals'
import { createClient, type Client } from 'graphql-ws'
import { FeedLiveDocument, FeedPageDocument, type FeedLiveSubscription, type FeedPartsFragment } from './gql/graphql'
import { request, Unauthenticated } from './request'
import { refreshSession } from './session'
import { putSnap } from './snaps'

/** The one way news reaches a screen, also on the phone that acted. */
export type FeedEvent = FeedPartsFragment
type Listener = (event: FeedEvent | 'resync') => void

/** What the wire is doing: `lost` is set at once, the banner waits a second. */
export const wire = signal<'idle' | 'connecting' | 'live' | 'lost'>('idle')
/** When the server was last heard, ms since the epoch: the age of what is shown. 0: never. */
export const heardAt = signal(0)

const listeners = new Set<Listener>()
const MAX_WAIT = 30_000

/** Calls `listener` for every event, and with "resync" when too much was missed and lists must load again. */
export function onFeed(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const heard = (): void => void (heardAt.value = Date.now())

function tell(event: FeedEvent | 'resync'): void {
  heard()
  if (event !== 'resync' && event.snap) putSnap(event.snap)
  for (const listener of [...listeners]) listener(event)
}

class Lost extends Error {}

/** One person's line to the server. It ends with `stop`, never by itself. */
class Line {
  private cursor: string
  private stopped = false
  private client: Client | null = null
  private wake: () => void = () => undefined

  constructor(
    after: string,
    private readonly within: string | null,
  ) {
    this.cursor = after
  }

  stop(): void {
    this.stopped = true
    void this.client?.dispose()
    this.wake()
  }

  /** Tries again now: the network came back or the page is looked at. */
  nudge(): void {
    this.wake()
  }

  async run(): Promise<void> {
    let wait = 500
    while (!this.stopped) {
      const began = Date.now()
      await this.attempt()
      if (this.stopped) return
      wire.value = 'lost'
      wait = Date.now() - began > MAX_WAIT ? 500 : Math.min(wait * 2, MAX_WAIT)
      await this.pause(wait * (0.5 + Math.random() / 2))
    }
  }

  private async attempt(): Promise<void> {
    try {
      if (wire.peek() === 'idle') wire.value = 'connecting'
      await this.catchUp()
      await this.listen()
    } catch (error) {
      if (error instanceof Unauthenticated) await refreshSession().catch(() => undefined)
    }
  }

  /** Pages through what was missed, or asks every list to load again when that is too much. */
  private async catchUp(): Promise<void> {
    for (let more = true; more && !this.stopped; ) {
      const { feed } = await request(FeedPageDocument, { after: this.cursor, within: this.within })
      feed.events.forEach(tell)
      this.cursor = feed.cursor
      more = feed.more
      if (feed.resync) tell('resync')
    }
  }

  private async listen(): Promise<void> {
    this.client = createClient({
      url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
      retryAttempts: 0,
      keepAlive: 12_000,
      connectionAckWaitTimeout: 10_000,
      on: { connected: () => this.connected(), pong: heard },
    })
    const variables = { after: this.cursor, within: this.within }
    const results = this.client.iterate<FeedLiveSubscription>({ query: FeedLiveDocument.toString(), variables })
    try {
      for await (const { data, errors } of results) {
        if (errors || !data) throw new Lost(errors?.[0]?.message)
        tell(data.feed)
        this.cursor = data.feed.cursor
      }
    } finally {
      void this.client.dispose()
      // The server ended it, perhaps because our session ended: the next catch-up finds out.
    }
  }

  private connected(): void {
    wire.value = 'live'
    heard()
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

let line: Line | null = null

/**
 * Begins to listen after `cursor`, the position the first list said it is true for; while a line stands, later
 * cursors are ignored, since the line is never behind a list by more than it will deliver itself.
 */
export function listenFrom(cursor: string, within: string | null): void {
  if (line) return
  line = new Line(cursor, within)
  void line.run()
}

/** Hangs up: another person, or nobody. The next list begins a new line. */
export function hangUp(): void {
  line?.stop()
  line = null
  wire.value = 'idle'
}

addEventListener('online', () => line?.nudge())
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && line?.nudge())
