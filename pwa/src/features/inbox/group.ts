import type { InboxPartsFragment } from '../../api/gql/graphql'
import { dayOf } from '../../words/time'

export type Message = InboxPartsFragment

export interface Groups {
  urgent: Message[]
  today: Message[]
  earlier: Message[]
}

/** What needs the person and is unread stands on top; then today, then what is older. Order inside stays newest first. */
export function group(messages: Message[], now: number): Groups {
  const urgent = messages.filter((message) => message.needsMe && !message.readAt)
  const rest = messages.filter((message) => !urgent.includes(message))
  const isToday = (message: Message): boolean => dayOf(Date.parse(message.at)) === dayOf(now)
  return { urgent, today: rest.filter(isToday), earlier: rest.filter((message) => !isToday(message)) }
}
