import { signal } from '@preact/signals'
import { createClient, type Client } from 'graphql-ws'
import { FeedLiveDocument, type FeedLiveSubscription, type FeedPartsFragment } from './gql/graphql'
import { me, refreshSession, settings } from './session'
import { putSnap } from './snaps'

/** The one way news reaches a screen, also on the phone that acted. */
export type FeedEvent = FeedPartsFragment
type Listener = (event: FeedEvent | 'resync') => void

/** What the wire is doing: `lost` is set at once, the banner waits a second. */
export const wire = signal<'idle' | 'connecting' | 'live' | 'lost'>('idle')
/** When the server was last heard, ms since the epoch: the age of what is shown. 0: never. */
export const heardAt = signal(0)

const listeners = new Set<Listener>()
const RESYNC = 'feed.resync'
const MIN_WAIT = 500
const MAX_WAIT = 30_000
/** How long an unanswered ping is borne: a phone that changed networks holds a dead socket that looks open. */
const PATIENCE = 5_000

/** Calls `listener` for every event, and with "resync" when too much was missed and lists must load again. */
export function onFeed(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const heard = (): void => void (heardAt.value = Date.now())

function tell(event: FeedEvent): void {
  heard()
  if (event.snap) putSnap(event.snap)
  for (const listener of [...listeners]) listener(event.kind === RESYNC ? 'resync' : event)
}

/** The code whose public events are heard beside one's own; a visitor hears nothing else. */
const within = (): string | null => me.peek()?.homeCode || settings.peek()?.rootCode || null

/** One person's line to the server. It ends with `stop`, never by itself, and goes on from the last cursor. */
class Line {
  /** from where on this line tells what happens; undefined until it is known */
  begun: string | undefined
  private cursor = ''
  private stopped = false
  private client: Client | null = null
  private wake: () => void = () => undefined
  private stand: () => void = () => undefined

  readonly standing = new Promise<void>((resolve) => (this.stand = resolve))

  begin(cursor: string): void {
    if (this.begun !== undefined) return
    this.begun = this.cursor = cursor
    this.stand()
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
    wire.value = 'connecting'
    let wait = MIN_WAIT
    while (!this.stopped) {
      await this.call().catch(() => undefined)
      if (this.stopped) return
      wait = wire.peek() === 'live' ? MIN_WAIT : Math.min(wait * 2, MAX_WAIT)
      wire.value = 'lost'
      await this.pause(wait * (0.5 + Math.random() / 2))
    }
  }

  /** Asks who we are, for the server hangs up when a session ends, and listens. */
  private async call(): Promise<void> {
    this.begin(await refreshSession())
    if (!this.stopped) await this.listen()
  }

  /** Listens until the line breaks. The server first replays what was missed since the cursor. */
  private async listen(): Promise<void> {
    let silence: ReturnType<typeof setTimeout> | undefined
    const client = createClient({
      url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
      retryAttempts: 0,
      keepAlive: 12_000,
      connectionAckWaitTimeout: 10_000,
      on: {
        connected: () => this.connected(),
        ping: (received) => void (received || (silence = setTimeout(() => client.terminate(), PATIENCE))),
        pong: () => {
          clearTimeout(silence)
          heard()
        },
      },
    })
    this.client = client
    const variables = { after: this.cursor, within: within() }
    try {
      for await (const { data } of client.iterate<FeedLiveSubscription>({ query: FeedLiveDocument.toString(), variables })) {
        if (!data) return
        tell(data.feed)
        this.cursor = data.feed.cursor
      }
    } finally {
      clearTimeout(silence)
      void client.dispose()
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

let line = new Line()

/** Begins to listen, as whoever is signed in now; whoever listened before is hung up on. */
export function listen(): void {
  line.stop()
  line = new Line()
  void line.run()
}

/** Whether an answer asked for now will be kept true: the line stands at a place in the feed. */
export const begun = (): boolean => line.begun !== undefined

/** Resolves once it does. */
export const standing = (): Promise<void> => line.standing

/**
 * The first answer that is true for a place in the feed begins the line there. Says whether all that happens after
 * `cursor` will be told; a place before the line's beginning is one whose news were missed.
 */
export function begin(cursor: string): boolean {
  line.begin(cursor)
  return cursor >= line.begun!
}

addEventListener('online', () => line.nudge())
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && line.nudge())
