import type { OutboxItem, Reason } from '../../../offline/format'
import { t, type Key } from '../../../words'

const OWN_WORDS: Record<string, Key> = {
  idempotency_conflict: 'outbox.why.idempotency_conflict',
  version_conflict: 'outbox.why.version_conflict',
  not_found: 'outbox.why.not_found',
}

/** Why an item needs the person: in our words where we know better what to do, else in the server's. */
export function reasonWords({ code, message, photo }: Reason): string {
  if (code === 'photo_gone') return t('outbox.why.photo_gone', { n: photo ?? 1 })
  if (photo) return message ? t('outbox.why.photo', { n: photo, why: message }) : t('outbox.why.photoPlain', { n: photo })
  const own = OWN_WORDS[code]
  if (own) return t(own as 'outbox.why.not_found')
  return message || t('outbox.why.unknown')
}

/** The same for an item, which knows what was tried. */
export function reasonOf({ reason, variables }: OutboxItem): string {
  const fixed = (variables.input as { fixedOnTheSpot?: boolean } | undefined)?.fixedOnTheSpot
  if (fixed && reason?.code === 'not_allowed') return t('outbox.why.not_yours')
  return reason ? reasonWords(reason) : ''
}
