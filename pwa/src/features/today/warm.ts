import { onFeed } from '../../api/feed'
import { SnapDetailDocument, TodayCallsDocument, TodaySnapsDocument } from '../../api/gql/graphql'
import type { Operation } from '../../api/operation'
import { MY_CALLS, MY_SNAPS } from '../../api/mine'
import { me } from '../../api/session'
import { keptAnswer, warm } from '../../api/shown'
import { needCells } from '../../offline/cells'
import { CallOpenDocument } from '../calls/gql/graphql'

const FIRST = 10
/** On a busy day rows change all the time: the phone looks through them at most twice a minute. */
const BETWEEN = 30_000

interface Head {
  id: string
  version: number
}

/** Not in lib.dom, and absent in Safari and Firefox. */
const isThrifty = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true

/** One after the other, and only what the phone has not yet or in an older version. The first failure ends it. */
async function warmRows<T>(heads: readonly Head[], document: Operation<T, { id: string }>, versionOf: (answer: T) => number | undefined): Promise<void> {
  const person = me.peek()?.person.id
  for (const { id, version } of heads.slice(0, FIRST)) {
    if (me.peek()?.person.id !== person) return
    const kept = await keptAnswer(document, { id })
    if (!kept || (versionOf(kept) ?? 0) < version) await warm(document, { id })
  }
}

/** What stands first on Today opens without a network too: the rows are those that Today has kept. */
export async function warmMine(): Promise<void> {
  if (isThrifty()) return
  await needCells()
  const calls = await keptAnswer(TodayCallsDocument, MY_CALLS)
  await warmRows(calls?.callQueue.calls ?? [], CallOpenDocument, (answer) => answer.call?.version)
  const snaps = await keptAnswer(TodaySnapsDocument, MY_SNAPS)
  await warmRows(snaps?.snaps.nodes ?? [], SnapDetailDocument, (answer) => answer.snap?.version)
}

let coming: ReturnType<typeof setTimeout> | undefined

onFeed((event) => {
  if (event !== 'resync' && !event.snap && !event.call) return
  coming ??= setTimeout(() => {
    coming = undefined
    void warmMine().catch(() => undefined)
  }, BETWEEN)
})
