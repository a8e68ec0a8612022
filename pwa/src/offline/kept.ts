import { signedIn } from '../api/session'
import { t } from '../words'

/** Of something that stays on this phone for now: that it is safe, and what it waits for. */
export function whyKept(): string {
  if (!signedIn.peek()) return t('done.signIn')
  return t(navigator.onLine ? 'detail.waitingNow' : 'done.queued')
}
