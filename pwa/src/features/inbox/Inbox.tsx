import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { may, signedIn } from '../../api/session'
import { Page } from '../../shell/Page'
import { Panes } from '../../shell/Panes'
import { screen } from '../../shell/screen'
import { wide } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Filters } from '../../ui/Filters'
import { t } from '../../words'
import { now } from '../../words/time'
import { group, type Groups, type Message } from './group'
import { Messages, subjectAt } from './Messages'
import { useInbox, type InboxState } from './useInbox'

/** What a desk shows of a snap or a call: itself, and what happened beside it. */
const PANES = {
  snaps: { main: screen(() => import('../snaps/Detail')), side: screen(() => import('../snaps/Story')) },
  calls: {
    main: screen(() => import('../calls/detail/CallPane').then(({ CallPane }) => ({ default: CallPane }))),
    side: screen(() => import('../calls/detail/CallPane').then(({ CallSide }) => ({ default: CallSide }))),
  },
}

type Which = 'needsMe' | 'all'

export default function Inbox() {
  return signedIn.value ? <Signed /> : <SignedOut />
}

/** On a desk what a message is about stands beside it: the chosen one, at first the newest of those that the list shows. */
function Signed() {
  const { query } = useLocation()
  const inbox = useInbox()
  const first = useRef<string | undefined>(undefined)
  const { urgent } = group(inbox.messages, now.value)
  first.current ??= (urgent.length > 0 ? urgent : inbox.messages).map(({ path }) => path).find(opensByItself)
  const selected = subjectAt(query.about ?? (wide.value ? first.current : undefined))
  const list = <List inbox={inbox} selected={selected?.path} />
  if (!wide.value || !selected) return <Panes list={() => list} main={wide.value ? <Choose /> : list} />
  const { main: Main, side: Side } = PANES[selected.kind]
  return <Panes list={() => list} main={<Main id={selected.id} key={selected.id} />} side={() => <Side id={selected.id} key={selected.id} />} />
}

/** A unit opens its orders by hand: the desk is told who has looked at one. */
function opensByItself(path: string): boolean {
  const kind = subjectAt(path)?.kind
  return kind === 'snaps' || (kind === 'calls' && !may('call:answer') && !may('call:attend'))
}

const Choose = () => (
  <div class="main"><Empty title={t('inbox.pick')}>{t('inbox.pickHint')}</Empty></div>
)

/** On a phone the way back to where the bell was pressed; on a desk the rail is beside it. */
const Frame = ({ act: beside, children }: { act?: ComponentChildren; children: ComponentChildren }) => (
  <Page title={t('inbox.title')} {...(wide.value ? {} : { bar: <Bar title={t('inbox.title')} up="/">{beside}</Bar> })}>
    {wide.value && <header class="head"><div class="line"><h1 class="grow">{t('inbox.title')}</h1>{beside}</div></header>}
    {children}
  </Page>
)

function SignedOut() {
  return (
    <Frame>
      <Empty title={t('inbox.signedOut')} action={{ label: t('shell.signIn'), href: '/signin?next=/inbox' }}>
        {t('inbox.signedOutHint')}
      </Empty>
    </Frame>
  )
}

interface ListProps {
  inbox: InboxState
  selected: string | undefined
}

/** What the person was told, unread first; it moves by itself when something happens. */
function List({ inbox, selected }: ListProps) {
  const chosen = useSignal<Which | null>(null)
  const groups = group(inbox.messages, now.value)
  const which = chosen.value ?? (groups.urgent.length > 0 ? 'needsMe' : 'all')
  return (
    <Frame act={inbox.unread > 0 && <Button kind="quiet" compact busy={inbox.marking.busy} onClick={inbox.readAll}>{t('inbox.readAll')}</Button>}>
      <Filters label={t('inbox.filter')} value={which} onChoose={(value) => (chosen.value = value)} items={[
        { value: 'needsMe', label: t('inbox.needsMe'), count: groups.urgent.length },
        { value: 'all', label: t('inbox.all') },
      ]} />
      {inbox.marking.error && <p class="small danger top" role="alert">{inbox.marking.error}</p>}
      {which === 'needsMe' ? <Urgent messages={groups.urgent} inbox={inbox} selected={selected} /> : <All groups={groups} inbox={inbox} selected={selected} />}
      {inbox.missing && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
    </Frame>
  )
}

function Urgent({ messages, inbox, selected }: ListProps & { messages: Message[] }) {
  if (messages.length > 0) return <Messages messages={messages} inbox={inbox} selected={selected} />
  return inbox.loaded ? <Empty title={t('inbox.noneNeeds')} action={{ label: t('inbox.toToday'), href: '/' }}>{t('inbox.needsHint')}</Empty> : null
}

function All({ groups, inbox, selected }: ListProps & { groups: Groups }) {
  return (
    <>
      <Messages messages={groups.urgent} inbox={inbox} selected={selected} />
      <Messages title={groups.urgent.length > 0 ? t('inbox.today') : undefined} messages={groups.today} inbox={inbox} selected={selected} />
      <Messages title={t('inbox.earlier')} messages={groups.earlier} inbox={inbox} selected={selected} />
      {inbox.loaded && inbox.messages.length === 0 && (
        <Empty title={t('inbox.noneTitle')} action={{ label: t('inbox.snap'), href: '/snap' }}>{t('inbox.noneHint')}</Empty>
      )}
      {inbox.older && <div class="top"><Button full busy={inbox.loadingOlder.busy} onClick={inbox.older}>{t('ui.showMore')}</Button></div>}
      {inbox.loadingOlder.error && <p class="small danger" role="alert">{inbox.loadingOlder.error}</p>}
    </>
  )
}
