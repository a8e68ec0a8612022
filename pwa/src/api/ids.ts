const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')

/** A new UUIDv7: 48 bits of milliseconds, then randomness. The idempotency key of whatever it names. */
export function newId(at = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(at / 2 ** (8 * (5 - i))) % 256
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** When an id of ours was made, ms since the epoch. */
export const madeAt = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)

const monthDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', month: '2-digit', day: '2-digit' })

/**
 * The receipt number of a snap, twelve digits: MMDD of the id's time, then the id's last 62 bits mod 10^8.
 * The server computes the same, so it can be shown before anything is sent.
 */
export function receiptOf(id: string): string {
  const at = new Date(madeAt(id))
  const tail = (BigInt(`0x${id.replaceAll('-', '')}`) & ((1n << 62n) - 1n)) % 100_000_000n
  return monthDay.format(at).replaceAll(/\D/g, '') + tail.toString().padStart(8, '0')
}
