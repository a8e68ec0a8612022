import { Refused, Unauthenticated } from '../api/request'
import { sessionLost } from '../api/session'
import { subject, type OutboxItem } from './format'
import { enqueue, waitingFor } from './outbox'
import { send } from './send'
import { dropPhoto } from './store'

async function queue({ id, kind, title, variables, photos }: OutboxItem): Promise<'queued'> {
  await enqueue({ id, kind, title, variables, photos })
  return 'queued'
}

/**
 * Sends an item at once when the server can be reached, otherwise from the outbox as soon as it can. The id is made
 * once, so that whichever way it goes, and however often, it counts once.
 * Throws Refused with the server's reason, Unauthenticated, NoRoom.
 */
export async function deliver(item: OutboxItem): Promise<'done' | 'queued'> {
  if (!navigator.onLine || waitingFor(subject(item)).length) return queue(item)
  const outcome = await send(item, async () => undefined)
  if (outcome.is === 'refused') throw new Refused(outcome.reason)
  if (outcome.is === 'signIn') {
    sessionLost()
    throw new Unauthenticated()
  }
  if (outcome.is !== 'sent') return queue(item)
  await Promise.all(item.photos.map((photo) => dropPhoto(photo.id)))
  return 'done'
}
