import { t } from '../../../words'
import type { BranchPartsFragment, GoodPartsFragment } from '../gql/graphql'

type Good = Pick<GoodPartsFragment, 'points' | 'stock' | 'perMonth' | 'available'>

/** How many of it may be asked for at once, as far as the phone can tell. */
export const atMost = ({ stock, perMonth }: Pick<Good, 'stock' | 'perMonth'>): number => Math.max(1, Math.min(stock ?? 9, perMonth ?? 9, 9))

interface Asked {
  good: Good
  branch: Pick<BranchPartsFragment, 'open'>
  quantity: number
  available: number | null
}

/** Why it cannot be had now, in words; null when it can. The server judges again. */
export function against({ good, branch, quantity, available }: Asked): string | null {
  if (!branch.open) return t('good.closed')
  if (good.stock !== null && good.stock < quantity) return t('good.gone')
  if (!good.available) return t('good.unavailable')
  const short = available === null ? 0 : good.points * quantity - available
  return short > 0 ? t('good.short', { n: short }) : null
}
