import { TodayWishesDocument, type TodayWishesQuery } from '../../api/gql/graphql'
import { may, signedIn } from '../../api/session'
import { useShown } from '../../api/shown'

export type WishForMe = TodayWishesQuery['claims']['nodes'][number]

/** What waits for this person among the wishes: to be reviewed, to be mended or confirmed, a promise that is nearly due. */
export interface WishesForMe {
  toReview: number
  toAnswer: readonly WishForMe[]
  due: readonly WishForMe[]
  /** on their way: one's own, and those one has claimed */
  mine: readonly WishForMe[]
  claimed: readonly WishForMe[]
}

const NONE: WishesForMe = { toReview: 0, toAnswer: [], due: [], mine: [], claimed: [] }

const isMyTurn = ({ status }: WishForMe): boolean => status === 'REPORTED' || status === 'SENT_BACK'
const isDue = ({ status, lamp }: WishForMe): boolean => status === 'CLAIMED' && (lamp === 'AMBER' || lamp === 'RED')

/** undefined while it is not known yet. */
export function useWishesForMe(): WishesForMe | undefined {
  const when = signedIn.value
  const shown = useShown(TodayWishesDocument, {}, { when, staleBy: (event) => event.wish !== null })
  const answer = shown.data.value
  if (!answer) return when && !shown.problem.value ? undefined : NONE
  return {
    toReview: may('wish:review') ? answer.wishCounts.toReview : 0,
    toAnswer: answer.mine.nodes.filter(isMyTurn),
    due: answer.claims.nodes.filter(isDue),
    mine: answer.mine.nodes.filter((wish) => !isMyTurn(wish)),
    claimed: answer.claims.nodes.filter((wish) => !isDue(wish)),
  }
}

export const countOf = ({ toReview, toAnswer, due }: WishesForMe): number => toReview + toAnswer.length + due.length
