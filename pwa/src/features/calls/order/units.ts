import type { CalledUnitInput, DutyPartsFragment, UnitPart } from '../gql/graphql'
import { newId } from '../../../api/ids'

/** A unit that can be called, and as what. */
export interface Callable {
  /** null: the list names it, but it is not a unit here */
  unitId: string | null
  name: string
  part: UnitPart
  duty: string
  /** by the item; else added by hand */
  listed: boolean
}

/** Units that the desk chose, by unit. Each keeps the id of its assignment, so that sending twice calls once. */
export type Chosen = Readonly<Record<string, CalledUnitInput>>

/** Who the item says comes: the lead first, then who co-operates. */
export function listedUnits(item: DutyPartsFragment | null | undefined): Callable[] {
  if (!item) return []
  const of = (part: UnitPart) => ({ unit, duty, unitId }: DutyPartsFragment['lead']): Callable => ({ unitId, name: unit, part, duty, listed: true })
  return [of('LEAD')(item.lead), ...item.coUnits.map(of('CO_OPERATING'))]
}

/** The listed units and whoever else was chosen, in the order in which they came; who is on the call already is left out. */
export function callable(listed: readonly Callable[], added: readonly Callable[], present: ReadonlySet<string>): Callable[] {
  const known = new Set(listed.map((one) => one.unitId))
  return [...listed, ...added.filter((one) => !known.has(one.unitId))].filter((one) => one.unitId === null || !present.has(one.unitId))
}

export function choose(chosen: Chosen, { unitId, part, duty }: Callable, headcount: number): Chosen {
  if (unitId === null || chosen[unitId]) return chosen
  return { ...chosen, [unitId]: { id: newId(), unitId, part, duty, headcount } }
}

export function leave(chosen: Chosen, unitId: string): Chosen {
  const { [unitId]: _, ...rest } = chosen
  return rest
}

export const alter = (chosen: Chosen, unitId: string, patch: Partial<CalledUnitInput>): Chosen =>
  chosen[unitId] ? { ...chosen, [unitId]: { ...chosen[unitId], ...patch } } : chosen

interface LastSet {
  unitIds: readonly string[]
  at: string
}

/** Sets that were called before, each once however it was ordered, without who cannot be called now; the newest first. */
export function usableSets(sets: readonly LastSet[], open: ReadonlySet<string>): LastSet[] {
  const seen = new Set<string>()
  return sets.map(({ unitIds, at }) => ({ unitIds: unitIds.filter((id) => open.has(id)), at })).filter(({ unitIds }) => {
    const key = unitIds.toSorted().join()
    const fresh = key !== '' && !seen.has(key)
    seen.add(key)
    return fresh
  })
}

/** As they stand on the screen: the lead is written first on the order. */
export const inOrder = (rows: readonly Callable[], chosen: Chosen): CalledUnitInput[] =>
  rows.flatMap(({ unitId }) => (unitId && chosen[unitId] ? [chosen[unitId]] : [])).toSorted((a, b) => Number(b.part === 'LEAD') - Number(a.part === 'LEAD'))
