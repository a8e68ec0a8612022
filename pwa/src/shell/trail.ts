import { useLocation } from 'preact-iso'

/** How many entries back the page itself stands, when nothing but pages below it stands between; else 0. */
export function stepsBack(before: readonly string[], path: string): number {
  const at = before.findLastIndex((one) => !one.startsWith(`${path}/`))
  return at >= 0 && before[at] === path ? before.length - at : 0
}

/** The paths of the app before the one shown, the nearest last; none in a browser that does not tell. */
function trail(): string[] {
  const { navigation } = globalThis as { navigation?: Navigation }
  const here = navigation?.currentEntry?.index ?? 0
  return (navigation?.entries() ?? []).slice(0, here).map(({ url }) => (url ? new URL(url).pathname : ''))
}

/** From a page below `path`, after what was done there, to `path`: back in the history when one came from there, else in its place. */
export function useReturn(): (path: string) => void {
  const { route } = useLocation()
  return (path) => {
    const far = stepsBack(trail(), path)
    if (far) history.go(-far)
    else route(path, true)
  }
}
