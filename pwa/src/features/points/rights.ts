import { may } from '../../api/session'

/** What the office of the bank consists of, and who sees which part. */
export const AREAS = [
  { path: 'branches', icon: 'house', permissions: ['branch:manage'] },
  { path: 'accounts', icon: 'bank', permissions: ['points:read'] },
  { path: 'settlements', icon: 'again', permissions: ['points:settle', 'points:read'] },
  { path: 'rules', icon: 'book', permissions: ['points:rule'] },
  { path: 'adjustments', icon: 'pencil', permissions: ['points:adjust'] },
  { path: 'ledger', icon: 'lock', permissions: ['points:verify'] },
] as const

export type Area = (typeof AREAS)[number]

export const areas = (): readonly Area[] => AREAS.filter((area) => area.permissions.some(may))

/** Whether this person has an office of the bank to go to. */
export const hasOffice = (): boolean => areas().length > 0

/** Whether this person keeps a branch's counter. */
export const keeps = (): boolean => may('branch:keep')
