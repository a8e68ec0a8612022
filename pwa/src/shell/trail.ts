import { useLocation } from 'preact-iso'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** Kept with an entry of the browser's history, so that it is right after back, forward and a reload too. */
interface Kept {
  /** the addresses of the app before it, the nearest last */
  before: string[]
}

/** As far back as anybody's step leads. */
const FAR = 12

const kept = (): Kept | null => history.state as Kept | null

/** Notes with every page of the app which ones stand before it in the history. */
export function useTrail(): void {
  const { url, wasPush } = useLocation() as ReturnType<typeof useLocation> & { wasPush: boolean }
  const last = useRef<{ url: string; before: string[] } | null>(null)
  useLayoutEffect(() => {
    const before = kept()?.before ?? trailOf(last.current, wasPush)
    if (!kept()) history.replaceState({ before } satisfies Kept, '')
    last.current = { url, before }
  }, [url])
}

/** An entry that is new stands behind the last one, or in its place. */
function trailOf(last: { url: string; before: string[] } | null, wasPush: boolean): string[] {
  if (!last) return []
  return wasPush ? [...last.before, last.url].slice(-FAR) : last.before
}

const pathOf = (url: string): string => url.split('?')[0]!

/** How many entries back the page itself stands, when nothing but pages below it stands between; else 0. */
export function stepsBack(before: readonly string[], path: string): number {
  const at = before.findLastIndex((url) => !url.startsWith(`${path}/`))
  return at >= 0 && pathOf(before[at]!) === path ? before.length - at : 0
}

/** From a page below `path`, after what was done there, to `path`: back in the history when one came from there, else in its place. */
export function useReturn(): (path: string) => void {
  const { route } = useLocation()
  return (path) => {
    const far = stepsBack(kept()?.before ?? [], path)
    if (far) history.go(-far)
    else route(path, true)
  }
}
