import type { CounterVouchersQuery } from '../gql/graphql'

export type Voucher = CounterVouchersQuery['openVouchers'][number]

/** What a keeper's phone finds out without a network: the voucher, or why it must not be honoured. */
export type Checked = { is: 'good'; voucher: Voucher } | { is: 'used' } | { is: 'expired'; voucher: Voucher } | { is: 'unlisted' }

/** SHA-256 of "<branch>:<code>", hex: the list on the phone tells nobody a code. */
export async function hashOf(branchId: string, code: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${branchId}:${code}`))
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** An item of the outbox as far as it tells of a voucher that was honoured here. */
interface Queued {
  kind: string
  variables: Record<string, unknown>
}

/** Whether this phone has taken the code in already, sent or not. */
const isUsed = (queued: readonly Queued[], branchId: string, code: string): boolean =>
  queued.some(({ kind, variables }) => kind === 'redeem' && variables.branchId === branchId && variables.code === code)

interface Asked {
  branchId: string
  code: string
  /** what the server listed last */
  vouchers: readonly Voucher[]
  queued: readonly Queued[]
  now: number
}

/** Judges a code by what the phone has: once only, in time, and listed. */
export async function check({ branchId, code, vouchers, queued, now }: Asked): Promise<Checked> {
  if (isUsed(queued, branchId, code)) return { is: 'used' }
  const hash = await hashOf(branchId, code)
  const voucher = vouchers.find((one) => one.codeHash === hash)
  if (!voucher) return { is: 'unlisted' }
  return Date.parse(voucher.expiresAt) < now ? { is: 'expired', voucher } : { is: 'good', voucher }
}
