import { t } from '../../words'
import type { WishHead } from './heads'
import { dayWords } from './days'

/** "盛福明城社区" is "盛福明城" beside other words. */
export const shortCommunity = (name: string): string => name.replace(/社区$/, '')

/** "一位老人 · 盛福明城 · 服务": who, where, and what it takes. */
export function whoWhere({ who, communityName, kind, amountYuan }: Pick<WishHead, 'who' | 'communityName' | 'kind' | 'amountYuan'>): string {
  const what = amountYuan ? t('wish.aboutYuan', { n: amountYuan }) : t(`wishKind.${kind}`)
  return `${t(`wishWho.${who}`)} · ${shortCommunity(communityName)} · ${what}`
}

/** What stands at the right of an open wish: until when it is wanted. */
export const wantedWords = ({ wantedBy }: Pick<WishHead, 'wantedBy'>): string | null => (wantedBy ? t('wish.before', { day: dayWords(wantedBy) }) : null)

/** A share in whole per cent, never 100 while something is missing, never 0 while something is there. */
export function percent(part: number, whole: number): number {
  if (whole <= 0 || part <= 0) return 0
  if (part >= whole) return 100
  return Math.min(99, Math.max(1, Math.round((part / whole) * 100)))
}
