import { t } from '../../../words'
import { date } from '../../../words/time'
import { dayNumber, dayWords } from '../days'
import type { WishStatus } from '../gql/graphql'
import type { WishFull } from '../steps'

export type Entry = WishFull['entries'][number]

export interface Awaited {
  title: string
  time: string
  hint: string
}

type Awaits = (wish: WishFull) => Awaited

const plain = (title: string, time = '', hint = ''): Awaited => ({ title, time, hint })
const until = (day: string): string => t('wish.before', { day })

/** Whoever has claimed it, or whoever that person waits for. */
const whileClaimed: Awaits = ({ claim }) => {
  if (!claim) return plain(t('wishStatus.CLAIMED'))
  if (claim.extensionAskedUntil) return plain(t('wishAwaits.extension'), '', t('wish.extensionAsked', { day: dayWords(claim.extensionAskedUntil) }))
  if (claim.companionsNeeded) return plain(t('wishAwaits.companion'), until(dayWords(claim.promisedOn)), t('wishAwaits.companionHint'))
  return plain(t('wishAwaits.CLAIMED', { who: claim.unitName ?? claim.claimerName }), until(dayWords(claim.promisedOn)))
}

const AWAITS: Partial<Record<WishStatus, Awaits>> = {
  TO_REVIEW: () => plain(t('wishAwaits.TO_REVIEW')),
  SENT_BACK: () => plain(t('wishAwaits.SENT_BACK')),
  PUBLISHED: ({ publishedAt }) => plain(t('wishAwaits.PUBLISHED'), publishedAt ? t('wish.dayNumber', { n: dayNumber(publishedAt) }) : ''),
  CLAIMED: whileClaimed,
  REPORTED: ({ confirmBy }) => plain(t('wishAwaits.REPORTED'), confirmBy ? until(date(confirmBy)) : '', t('wishAwaits.silence')),
}

/** Who is awaited now and since when or until when; nobody once the wish has ended. */
export const awaitedNow = (wish: WishFull): Awaited | null => AWAITS[wish.status]?.(wish) ?? null

/** What happened, in one line. */
export const happened = (wish: WishFull, { step, toName }: Entry): string =>
  step === 'POST' && wish.onBehalf ? t('wishStory.postedFor') : t(`wishStory.${step}`, { to: toName ?? '' })
