import { TodayWishesDocument, type TodayWishesQuery } from '../../api/gql/graphql'
import { may, signedIn } from '../../api/session'
import { useShown } from '../../api/shown'

export type WishForMe = TodayWishesQuery['claims']['nodes'][number]

/** What waits for this person among the wishes: to be reviewed, to be confirmed, a promise that is nearly due. */
export interface WishesForMe {
  toReview: number
  toConfirm: readonly WishForMe[]
  due: readonly WishForMe[]
}

const NONE: WishesForMe = { toReview: 0, toConfirm: [], due: [] }

/** undefined while it is not known yet. */
export function useWishesForMe(): WishesForMe | undefined {
  const when = signedIn.value
  const shown = useShown(TodayWishesDocument, {}, { when, staleBy: (event) => event.wish !== null })
  const answer = shown.data.value
  if (!answer) return when && !shown.problem.value ? undefined : NONE
  return {
    toReview: may('wish:review') ? answer.wishCounts.toReview : 0,
    toConfirm: answer.toConfirm.nodes,
    due: answer.claims.nodes.filter((wish) => wish.lamp === 'AMBER' || wish.lamp === 'RED'),
  }
}

export const countOf = ({ toReview, toConfirm, due }: WishesForMe): number => toReview + toConfirm.length + due.length
