import { useRef, useState } from 'preact/hooks'

/** A list that does not jump under the finger. */
export interface Held {
  /** what is on screen, in the order it had */
  ids: string[]
  /** how many new ones wait behind "2 条新的" */
  fresh: number
  /** on screen, but no longer in the list: shown dimmed until the person settles */
  gone: Set<string>
  /** shows the list as it is now */
  settle: () => void
}

/** Compares what is on screen with what the list now is; the first content and an empty screen settle by themselves. */
export function compare(shown: string[], current: string[]): Omit<Held, 'settle'> {
  const held = shown.some((id) => current.includes(id)) ? shown : current
  return {
    ids: held,
    fresh: current.filter((id) => !held.includes(id)).length,
    gone: new Set(held.filter((id) => !current.includes(id))),
  }
}

/** Holds the rows still: new ones wait, gone ones stay dimmed, until `settle`. Rows `kept` from last time give way at once. */
export function useHeld(current: string[], kept: boolean): Held {
  const [shown, setShown] = useState<string[]>(current)
  const provisional = useRef(kept)
  const held = compare(provisional.current ? [] : shown, current)
  provisional.current = kept
  if (held.ids.join() !== shown.join()) setShown(held.ids)
  return { ...held, settle: () => setShown(current) }
}
