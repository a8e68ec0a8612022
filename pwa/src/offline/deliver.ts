import { Refused } from '../api/request'
import { sessionLost } from '../api/session'
import { sendNow } from './flush'
import { subject, type OutboxItem } from './format'
import { keep, sendLater, waitingFor } from './outbox'
import { dropItem, takeOut } from './store'

/**
 * Sends an item at once when the server can be reached, otherwise from the outbox as soon as it can. It is on the phone
 * before it leaves it: a page killed while its photos are on their way loses nothing. The id is made once, so that
 * whichever way it goes, and however often, it counts once.
 * Throws Refused with the server's reason, NoRoom.
 */
export async function deliver({ id, kind, title, variables, photos }: OutboxItem): Promise<'done' | 'queued'> {
  const mayGo = navigator.onLine && !waitingFor(subject({ id, variables })).length
  await keep({ id, kind, title, variables, photos }, mayGo ? 'sending' : 'waiting')
  const outcome = mayGo ? await sendNow(id).catch(() => null) : null
  if (outcome?.is === 'sent') {
    await dropItem(id)
    return 'done'
  }
  if (outcome?.is === 'refused') {
    await takeOut(id)
    throw new Refused(outcome.reason)
  }
  if (outcome?.is === 'signIn') sessionLost()
  sendLater()
  return 'queued'
}
