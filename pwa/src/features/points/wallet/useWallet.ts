import { useRef } from 'preact/hooks'
import { signedIn } from '../../../api/session'
import { useShown } from '../../../api/shown'
import { WalletDocument } from '../gql/graphql'
import { latest, type Account } from '../heads'
import { ofPoints } from '../stale'
import type { Redemption } from './Ticket'

/** The account to show before anything was earned: nothing in it. */
const NOTHING: Pick<Account, 'posted' | 'pending' | 'available' | 'expiringSoon'> = { posted: 0, pending: 0, available: 0, expiringSoon: [] }

/** My account, or that of a unit I represent, and the codes that wait; a code that ends while it is looked at stays in its place. */
export function useWallet(unitId: string | null = null) {
  const shown = useShown(WalletDocument, { unitId }, { when: signedIn.value, staleBy: ofPoints })
  const seen = useRef(new Map<string, Redemption>())
  const answer = shown.data.value
  const waiting = answer?.myRedemptions.nodes ?? []
  for (const one of waiting) seen.current.set(one.id, one)
  const ids = new Set(waiting.map((one) => one.id))
  const turned = [...seen.current.values()].filter((one) => !ids.has(one.id))
  const units = (answer?.unitWallets ?? []).map(({ unitId: id, name, account: known }) => ({ unitId: id, name, account: known && latest(known) }))
  const unit = units.find((one) => one.unitId === unitId)
  const own = answer?.myPoints ? latest(answer.myPoints) : null
  const account = unitId === null ? own : (unit?.account ?? null)
  return { units, unit, known: answer !== undefined, problem: shown.problem.value, at: shown.at.value, account, balance: account ?? NOTHING, tickets: [...waiting, ...turned], reload: shown.reload }
}
