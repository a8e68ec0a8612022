import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { signedIn } from '../../api/session'
import { Page } from '../../shell/Page'
import { Panes } from '../../shell/Panes'
import { screen } from '../../shell/screen'
import { wide } from '../../shell/wide'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Filters } from '../../ui/Filters'
import { t } from '../../words'
import { now } from '../../words/time'
import { group, type Groups, type Message } from './group'
import { Messages } from './Messages'
import { useInbox, type InboxState } from './useInbox'

const Detail = screen(() => import('../snaps/Detail'))

type Which = 'needsMe' | 'all'

/** On a desk what a message is about opens beside it. */
export default function Inbox() {
  const { query } = useLocation()
  const own = signedIn.value ? <Signed selected={query.snap} /> : <SignedOut />
  const beside = query.snap ? <Detail id={query.snap} key={query.snap} /> : <Choose />
  return signedIn.value ? <Panes list={() => own} main={wide.value ? beside : own} /> : own
}

const Choose = () => (
  <div class="main"><Empty title={t('inbox.pick')}>{t('inbox.pickHint')}</Empty></div>
)

const Head = ({ children }: { children?: ComponentChildren }) => (
  <header class="head"><div class="line"><h1 class="grow">{t('inbox.title')}</h1>{children}</div></header>
)

function SignedOut() {
  return (
    <Page title={t('inbox.title')} tabbed>
      <Head />
      <Empty title={t('inbox.signedOut')} action={{ label: t('shell.signIn'), href: '/signin?next=/inbox' }}>
        {t('inbox.signedOutHint')}
      </Empty>
    </Page>
  )
}

/** What the person was told, unread first; it moves by itself when something happens. */
function Signed({ selected }: { selected: string | undefined }) {
  const inbox = useInbox(selected)
  const chosen = useSignal<Which | null>(null)
  const groups = group(inbox.messages, now.value)
  const which = chosen.value ?? (groups.urgent.length > 0 ? 'needsMe' : 'all')
  return (
    <Page title={t('inbox.title')} tabbed>
      <Head>
        {inbox.unread > 0 && <Button kind="quiet" compact busy={inbox.marking.busy} onClick={inbox.readAll}>{t('inbox.readAll')}</Button>}
      </Head>
      <Filters label={t('inbox.filter')} value={which} onChoose={(value) => (chosen.value = value)} items={[
        { value: 'needsMe', label: t('inbox.needsMe'), count: groups.urgent.length },
        { value: 'all', label: t('inbox.all') },
      ]} />
      {inbox.marking.error && <p class="small danger top" role="alert">{inbox.marking.error}</p>}
      {which === 'needsMe' ? <Urgent messages={groups.urgent} inbox={inbox} /> : <All groups={groups} inbox={inbox} />}
      {inbox.missing && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
    </Page>
  )
}

function Urgent({ messages, inbox }: { messages: Message[]; inbox: InboxState }) {
  if (messages.length > 0) return <Messages messages={messages} inbox={inbox} />
  return inbox.loaded ? <Empty title={t('inbox.noneNeeds')}>{t('inbox.noneHint')}</Empty> : null
}

function All({ groups, inbox }: { groups: Groups; inbox: InboxState }) {
  return (
    <>
      <Messages messages={groups.urgent} inbox={inbox} />
      <Messages title={groups.urgent.length > 0 ? t('inbox.today') : undefined} messages={groups.today} inbox={inbox} />
      <Messages title={t('inbox.earlier')} messages={groups.earlier} inbox={inbox} />
      {inbox.loaded && inbox.messages.length === 0 && (
        <Empty title={t('inbox.noneTitle')} action={{ label: t('inbox.snap'), href: '/snap' }}>{t('inbox.noneHint')}</Empty>
      )}
      {inbox.older && <div class="top"><Button full busy={inbox.loadingOlder.busy} onClick={inbox.older}>{t('ui.showMore')}</Button></div>}
      {inbox.loadingOlder.error && <p class="small danger" role="alert">{inbox.loadingOlder.error}</p>}
    </>
  )
}
