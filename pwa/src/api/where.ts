import { me } from './session'
import type { SnapHead } from './snaps'

const COMMUNITY = 12 // digits of a community's code

const own = (): string => me.value?.posts[0]?.code ?? me.value?.homeCode ?? ''
const isElsewhere = (code: string): boolean => own().length < COMMUNITY || !code.startsWith(own().slice(0, COMMUNITY))
const servesCommunity = (): boolean => own().length === COMMUNITY && me.value?.posts.length !== 0

function ahead({ code, cellName, communityName }: SnapHead): string | null {
  if (isElsewhere(code)) return communityName
  return servesCommunity() ? cellName : null
}

/** A snap's place as this reader needs it: its community first where that is not the own one, its cell for who serves many. */
export function whereOf(snap: SnapHead): string {
  if (!snap.place) return [isElsewhere(snap.code) && snap.communityName, snap.cellName].filter(Boolean).join(' ')
  return [ahead(snap), snap.place].filter(Boolean).join(' ')
}
