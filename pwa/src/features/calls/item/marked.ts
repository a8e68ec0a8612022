export interface Piece {
  /** where it begins */
  at: number
  text: string
  marked: boolean
}

interface Range {
  start: number
  end: number
}

/** A text cut where its matches begin and end; ranges count characters, not UTF-16 units. */
export function pieces(text: string, ranges: readonly Range[]): Piece[] {
  const characters = [...text]
  const cut: Piece[] = []
  let at = 0
  const put = (end: number, marked: boolean) => {
    if (end > at) cut.push({ at, text: characters.slice(at, end).join(''), marked })
    at = Math.max(at, end)
  }
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    put(Math.min(start, characters.length), false)
    put(Math.min(end, characters.length), true)
  }
  put(characters.length, false)
  return cut
}
