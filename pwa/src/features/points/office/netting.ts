import type { SettlementPartsFragment } from '../gql/graphql'

export type Pair = SettlementPartsFragment

/** What `code` owes the other street of a pair, and is owed by it. */
export function seenFrom(pair: Pick<Pair, 'streetA' | 'owedByA' | 'owedByB'>, code: string): { owes: number; owed: number } {
  return pair.streetA === code ? { owes: pair.owedByA, owed: pair.owedByB } : { owes: pair.owedByB, owed: pair.owedByA }
}

type Owing = Pick<Pair, 'streetA' | 'streetB' | 'owedByA' | 'owedByB'>

/** What one street owes another; null for a street and itself. */
export function owing(pairs: readonly Owing[], from: string, to: string): number | null {
  if (from === to) return null
  const pair = pairs.find((one) => (one.streetA === from && one.streetB === to) || (one.streetA === to && one.streetB === from))
  return pair ? seenFrom(pair, from).owes : 0
}

/** What a street is owed over all, less what it owes: above nothing it receives. */
export function balanceOf(pairs: readonly Owing[], code: string): number {
  return pairs
    .filter((pair) => pair.streetA === code || pair.streetB === code)
    .map((pair) => seenFrom(pair, code))
    .reduce((sum, { owes, owed }) => sum + owed - owes, 0)
}

/** Who pays whom in the end, and how much. */
export function netOf(pair: Pick<Pair, 'nameA' | 'nameB' | 'owedByA' | 'owedByB'>): { from: string; to: string; net: number } {
  const net = pair.owedByA - pair.owedByB
  return net >= 0 ? { from: pair.nameA, to: pair.nameB, net } : { from: pair.nameB, to: pair.nameA, net: -net }
}
