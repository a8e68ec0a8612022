import { me } from './session'
import type { SnapHead } from './snaps'

const COMMUNITY = 12 // digits of a community's code

type Placed = Pick<SnapHead, 'place' | 'code' | 'cellName' | 'communityName'>

const own = (): string => me.value?.posts[0]?.code ?? me.value?.homeCode ?? ''
const isElsewhere = (code: string): boolean => own().length < COMMUNITY || !code.startsWith(own().slice(0, COMMUNITY))
const servesCommunity = (): boolean => own().length === COMMUNITY && me.value?.posts.length !== 0

/** The reporter's words for the place; where there were none the server has put the cell's full name. */
const words = ({ place, cellName }: Placed): string => (cellName && place.endsWith(cellName) ? '' : place)

function ahead({ code, cellName, communityName }: Placed): string | null {
  if (isElsewhere(code)) return communityName
  return servesCommunity() ? cellName : null
}

/** A snap's place as this reader needs it: its community first where that is not the own one, its cell for who serves many. */
export function whereOf(snap: Placed): string {
  if (!words(snap)) return [isElsewhere(snap.code) && snap.communityName, snap.cellName].filter(Boolean).join(' ')
  return [ahead(snap), words(snap)].filter(Boolean).join(' ')
}

/** The whole of it: "小广场，盛福明城社区 008 网格". */
export const wholeWhere = (snap: Placed): string =>
  [words(snap), [snap.communityName, snap.cellName].filter(Boolean).join(' ')].filter(Boolean).join('，')
