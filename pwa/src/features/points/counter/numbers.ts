/** A whole number above nothing. */
export const positive = (text: string): boolean => /^[1-9]\d{0,5}$/.test(text.trim())

/** A whole number, or left empty for "no limit". */
export const wholeOrNone = (text: string): boolean => /^\d{0,6}$/.test(text.trim())
