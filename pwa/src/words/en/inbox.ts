import type { inbox as source } from '../zh/inbox'

export const inbox: Record<keyof typeof source, string> = {
  'inbox.title': 'Inbox',
  'inbox.unreadOnly': 'Unread',
  'inbox.needsMe': 'Needs me',
  'inbox.all': 'All',
  'inbox.filter': 'Which messages',
  'inbox.readAll': 'Mark all read',
  'inbox.didReadAll': 'Marked as read',
  'inbox.today': 'Today',
  'inbox.earlier': 'Earlier',
  'inbox.noneTitle': 'No messages',
  'inbox.noneNeeds': 'No unread message needs you',
  'inbox.needsHint': 'What you have read is not listed here; everything that waits for you is on Today.',
  'inbox.toToday': 'Go to Today',
  'inbox.noneHint': 'When something moves, it is here first.',
  'inbox.snap': 'Snap something',
  'inbox.signedOut': 'Sign in to get messages here',
  'inbox.signedOutHint': 'You hear first when something you reported moves.',
  'inbox.pick': 'Choose a message to see its story here',
  'inbox.pickHint': 'J and K move, Enter opens.',
  'inbox.failed': 'They could not be marked as read. Please try again later.',
}
