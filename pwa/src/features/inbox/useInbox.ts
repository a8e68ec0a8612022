import { useEffect } from 'preact/hooks'
import { InboxPageDocument, MarkAllReadDocument, MarkReadDocument, type InboxPageQuery } from '../../api/gql/graphql'
import { act, request } from '../../api/request'
import { useShown, warm, type Shown } from '../../api/shown'
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

/** Marks as read at once on screen; should the server not hear of it, the next load shows the truth. */
function readHere(shown: Shown<InboxPageQuery>, which: (message: Message) => boolean): void {
  const page = shown.data.peek()?.inbox
  if (!page) return
  const readAt = new Date().toISOString()
  const read = page.nodes.filter((m) => which(m) && !m.readAt)
  const nodes = page.nodes.map((m) => (read.includes(m) ? { ...m, readAt } : m))
  const unread = Math.max(0, page.unread - read.length)
  shown.change({ inbox: { ...page, nodes, unread } })
  refreshUnread(unread)
}

/** The older page joins the end. */
function join(shown: Shown<InboxPageQuery>, older: InboxPageQuery): void {
  const page = shown.data.peek()?.inbox
  if (page) shown.change({ inbox: { ...page, nodes: [...page.nodes, ...older.inbox.nodes], pageInfo: older.inbox.pageInfo } })
}

export function useInbox(): InboxState {
  const shown = useShown(InboxPageDocument, FIRST_PAGE, { staleBy: (event) => event.inbox !== null })
  const marking = useTask()
  const loadingOlder = useTask()
  const page = shown.data.value?.inbox
  useEffect(() => {
    if (page) refreshUnread(page.unread)
  }, [page?.unread])
  const open = (message: Message): void => {
    if (message.readAt) return
    readHere(shown, (m) => m.id === message.id)
    void act(MarkReadDocument, { ids: [message.id] }).catch(() => shown.reload())
  }
  const readAll = (): void =>
    marking.run(async () => {
      await act(MarkAllReadDocument, {})
      readHere(shown, () => true)
      refreshUnread(0)
      toast(t('inbox.didReadAll'))
    })
  const older = (): void =>
    loadingOlder.run(async () => join(shown, await request(InboxPageDocument, { first: FIRST, after: page?.pageInfo.endCursor ?? null })))
  return {
    messages: page?.nodes ?? [],
    unread: page?.unread ?? 0,
    loaded: page !== undefined,
    missing: !page && shown.problem.value !== undefined,
    open,
    readAll,
    marking,
    older: page?.pageInfo.hasNextPage ? older : undefined,
    loadingOlder,
  }
}
