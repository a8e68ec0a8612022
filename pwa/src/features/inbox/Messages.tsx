import { wide } from '../../shell/wide'
import type { IconName } from '../../ui/Icon'
import { Row, Rows } from '../../ui/Row'
import { t } from '../../words'
import { when } from '../../words/time'
import type { Message } from './group'
import type { InboxState } from './useInbox'

/** One object per kind of news; a kind this version does not know is simply news. */
const ICONS: Record<string, IconName> = {
  'snap.taken': 'camera',
  'snap.backed': 'people',
  'snap.taken_on': 'person',
  'snap.assigned': 'person',
  'snap.given_back': 'again',
  'snap.fixed_on_the_spot': 'check',
  'snap.solved': 'check',
  'snap.confirmed': 'check',
  'snap.confirmed_by_silence': 'check',
  'snap.not_solved': 'again',
  'snap.raised_to_street': 'up',
  'snap.merged': 'people',
  'snap.refused': 'close',
  'snap.relocated': 'pin',
  'snap.withdrawn': 'close',
}

/** A snap or a call, by the path of its screen. */
export interface Subject {
  kind: 'snaps' | 'calls'
  id: string
  path: string
}

const SUBJECT = /^\/(snaps|calls)\/([\w-]+)$/

/** What stands at the path, if it is something that a desk shows beside its list. */
export function subjectAt(path: string | undefined): Subject | undefined {
  const found = path && SUBJECT.exec(path)
  return found ? { kind: found[1] as Subject['kind'], id: found[2]!, path: found[0] } : undefined
}

/** A snap or a call opens beside the list on a desk; everything else where its path says. */
const hrefOf = ({ path }: Message): string => (wide.value && subjectAt(path) ? `/inbox?about=${path}` : path)

interface Props {
  title?: string | undefined
  messages: Message[]
  inbox: InboxState
  /** the path of what stands beside the list on a desk */
  selected: string | undefined
}

/** Messages under their day; unread ones are strong, with an accent icon. */
export function Messages({ title, messages, inbox, selected }: Props) {
  if (messages.length === 0) return null
  return (
    <>
      {title && <h2 class="day">{title}</h2>}
      <Rows label={title ?? t('inbox.title')}>
        {messages.map((message) => (
          // The row is a link; its click only notes that it was read.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
          <li key={message.id} onClick={() => inbox.open(message)}>
            <Row href={hrefOf(message)} selected={message.path === selected} icon={ICONS[message.kind] ?? 'bell'} on={!message.readAt} class={message.readAt ? 'read' : ''}
              title={message.title} meta={message.body}
              end={<time class={`small ${message.readAt ? 'faint' : 'accent'}`} dateTime={message.at}>{when(message.at)}</time>} />
          </li>
        ))}
      </Rows>
    </>
  )
}
