/** One list on the screen: what is shown, what waits behind "2 条新的", and where the next page begins. */
export interface Listed {
  ids: readonly string[]
  fresh: readonly string[]
  cursor: string | null
  more: boolean
  /** false while only what this phone had kept is shown */
  live: boolean
}

export interface FirstPage {
  ids: readonly string[]
  cursor: string | null
  more: boolean
}

/**
 * Takes in the first page anew. Rows that are shown keep their places, for a list must not jump under the finger: what
 * is new waits. What this phone had only kept gives way to the first answer of the server.
 */
export function takeFirst(listed: Listed | null, page: FirstPage, live: boolean): Listed {
  if (!listed || !listed.live || listed.ids.length === 0) return { ...page, fresh: [], live }
  const known = new Set(listed.ids)
  return { ...listed, fresh: page.ids.filter((id) => !known.has(id)), live: listed.live || live }
}

/** Takes in the next page at the end; what came twice stays where it is. */
export function takeNext(listed: Listed, page: FirstPage): Listed {
  const known = new Set([...listed.ids, ...listed.fresh])
  return { ...listed, ids: [...listed.ids, ...page.ids.filter((id) => !known.has(id))], cursor: page.cursor, more: page.more }
}

/** The person asked for the new ones: they come on top. */
export const showFresh = (listed: Listed): Listed => ({ ...listed, ids: [...listed.fresh, ...listed.ids], fresh: [] })
