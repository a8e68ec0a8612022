/** Digits as people type them: spaces, dashes and +86 do no harm. */
export const cleanPhone = (typed: string): string => typed.replace(/[\s-]/g, '').replace(/^(\+|00)86/, '')

export const isPhone = (typed: string): boolean => /^1[3-9]\d{9}$/.test(cleanPhone(typed))

export const isCode = (typed: string): boolean => /^\d{6}$/.test(typed.trim())
