import type { ManagedStaffingQuery } from './gql/graphql'

type Answer = ManagedStaffingQuery
export type Staff = Answer['staffing']['staff'][number]
export type Cell = Answer['cells'][number]

export interface StaffedCell {
  cell: Cell
  staff: Staff[]
}

/** Cells with who serves in them, as the server orders them. */
export function staffed({ cells, staffing }: Answer): StaffedCell[] {
  const serving = new Map<string, Staff[]>()
  for (const one of staffing.staff) serving.set(one.cellCode, [...(serving.get(one.cellCode) ?? []), one])
  return cells.map((cell) => ({ cell, staff: serving.get(cell.code) ?? [] }))
}
