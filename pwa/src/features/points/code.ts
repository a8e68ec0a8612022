const DIGITS = 8

/** What stands in a redemption's QR: an address, so that any phone's camera leads its keeper to the counter. */
export const qrText = (origin: string, code: string): string => `${origin}/bank/counter?code=${code}`

/** The eight digits in what was scanned or typed; null when it is no code of ours. */
export function codeIn(text: string): string | null {
  const inAddress = /\/bank\/counter\?(?:.*&)?code=(\d{8})(?:&|$)/.exec(text)
  if (inAddress) return inAddress[1]!
  const digits = text.replaceAll(/[\s\u00A0-]/g, '')
  return /^\d{8}$/.test(digits) ? digits : null
}

/** Digits as they are typed, at most eight. */
export const typed = (text: string): string => text.replaceAll(/\D/g, '').slice(0, DIGITS)

export const isWhole = (code: string): boolean => code.length === DIGITS
