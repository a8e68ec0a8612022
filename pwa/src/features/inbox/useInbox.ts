import { effect, useSignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { InboxPageDocument, MarkAllReadDocument, MarkReadDocument, type InboxPageQuery } from '../../api/gql/graphql'
import { act, request } from '../../api/request'
import { useShown, warm } from '../../api/shown'
import { refreshUnread } from '../../shell/unread'
import { toast } from '../../ui/Toast'
import { useTask, type Task } from '../../ui/useTask'
import { t } from '../../words'
import type { Message } from './group'

const FIRST = 30
const FIRST_PAGE = { first: FIRST, after: null }

/** Keeps the messages on this phone, so that they open without a network too. */
export const warmInbox = (): Promise<void> => warm(InboxPageDocument, FIRST_PAGE)

export interface InboxState {
  messages: Message[]
  unread: number
  loaded: boolean
  /** nothing kept on this phone and no answer */
  missing: boolean
  /** notes that it was read */
  open: (message: Message) => void
  readAll: () => void
  marking: Task
  /** loads the next older page; undefined when there is none */
  older: (() => void) | undefined
  loadingOlder: Task
}

type Page = InboxPageQuery['inbox']

/** Marks as read at once on screen; should the server not hear of it, the next load shows the truth. */
function readHere(shown: Signal<Page | undefined>, which: (message: Message) => boolean): void {
  const page = shown.peek()
  if (!page) return
  const readAt = new Date().toISOString()
  const read = page.nodes.filter((m) => which(m) && !m.readAt)
  const nodes = page.nodes.map((m) => (read.includes(m) ? { ...m, readAt } : m))
  const unread = Math.max(0, page.unread - read.length)
  shown.value = { ...page, nodes, unread }
  refreshUnread(unread)
}

/** The first page anew above what was shown below it, which goes where the two do not meet: no gap is hidden between them. */
function above(first: Page, shown: Page): Page {
  const last = shown.nodes.findIndex(({ id }) => id === first.nodes.at(-1)?.id)
  const below = last < 0 ? [] : shown.nodes.slice(last + 1)
  return below.length > 0 ? { ...first, nodes: [...first.nodes, ...below], pageInfo: shown.pageInfo } : first
}

/** The older page joins the end that it was asked for. */
function join(shown: Signal<Page | undefined>, after: string | null, older: Page): void {
  const page = shown.peek()
  if (page?.pageInfo.endCursor === after) shown.value = { ...page, nodes: [...page.nodes, ...older.nodes], pageInfo: older.pageInfo }
}

export function useInbox(): InboxState {
  const firstPage = useShown(InboxPageDocument, FIRST_PAGE, { staleBy: (event) => event.inbox !== null })
  const shown = useSignal<Page | undefined>(undefined)
  const marking = useTask()
  const loadingOlder = useTask()
  const page = shown.value
  useEffect(() => {
    shown.value = undefined
    // what this phone had only kept gives way to the first answer of the server
    let live = false
    return effect(() => {
      const first = firstPage.data.value?.inbox
      if (!first) return
      const before = shown.peek()
      shown.value = live && before ? above(first, before) : first
      live = !firstPage.kept.peek()
    })
  }, [firstPage])
  useEffect(() => {
    if (page) refreshUnread(page.unread)
  }, [page?.unread])
  const open = (message: Message): void => {
    if (message.readAt) return
    readHere(shown, (m) => m.id === message.id)
    void act(MarkReadDocument, { ids: [message.id] }).catch(() => firstPage.reload())
  }
  const readAll = (): void =>
    marking.run(async () => {
      await act(MarkAllReadDocument, {})
      readHere(shown, () => true)
      refreshUnread(0)
      toast(t('inbox.didReadAll'))
    })
  const older = (): void =>
    loadingOlder.run(async () => {
      const after = page?.pageInfo.endCursor ?? null
      join(shown, after, (await request(InboxPageDocument, { first: FIRST, after })).inbox)
    })
  return {
    messages: page?.nodes ?? [],
    unread: page?.unread ?? 0,
    loaded: page !== undefined,
    missing: !page && firstPage.problem.value !== undefined,
    open,
    readAll,
    marking,
    older: page?.pageInfo.hasNextPage ? older : undefined,
    loadingOlder,
  }
}
