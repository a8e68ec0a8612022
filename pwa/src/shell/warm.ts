import { computed, effect } from '@preact/signals'
import { onFeed } from '../api/feed'
import { asked, me, refreshSession, settings } from '../api/session'

/** What a person opens first without a network is kept on the phone; the first content comes before it. */
const AFTER_CONTENT = 3_000
/** Cells that change are news to every phone: they do not all ask in the same moment. */
const SPREAD = 60_000

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
/** Absent in Safari. */
const idle = (): Promise<void> =>
  new Promise((resolve) => ('requestIdleCallback' in globalThis ? requestIdleCallback(() => resolve()) : resolve()))

async function warmInbox(): Promise<void> {
  await (await import('../features/inbox/useInbox')).warmInbox()
}

async function warmCells(): Promise<void> {
  await (await import('../offline/cells')).needCells()
}

async function tidy(): Promise<void> {
  await (await import('../offline/orphans')).dropOrphans(Date.now())
}

async function warmMine(): Promise<void> {
  await (await import('../features/today/warm')).warmMine()
}

/** Waits until the phone has nothing better to do. What fails now is done when it is needed. */
async function quietly(work: () => Promise<void>): Promise<void> {
  await later(AFTER_CONTENT)
  await idle()
  await work().catch(() => undefined)
}

/** After signing in and whenever the cells have changed: messages and cells come to the phone, then what waits for this person. What nobody needs any more goes from it at every start. */
export function keepWarm(): void {
  void quietly(tidy)
  const person = computed(() => (asked.value ? me.value?.person.id : undefined))
  const grid = computed(() => person.value && settings.value?.gridVersion)
  effect(() => {
    if (person.value) void quietly(warmInbox).then(() => quietly(warmMine))
  })
  effect(() => {
    if (grid.value) void quietly(warmCells)
  })
  onFeed((event) => {
    if (event !== 'resync' && event.kind === 'grid.imported') void later(Math.random() * SPREAD).then(refreshSession).catch(() => undefined)
  })
}
