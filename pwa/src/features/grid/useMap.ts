import { useComputed, type ReadonlySignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { OpenOnMapDocument, type SnapScope } from '../../api/gql/graphql'
import { may, me, settings } from '../../api/session'
import { useShown, type Shown } from '../../api/shown'
import { snapHead, type SnapHead } from '../../api/snaps'
import type { OpenOnMapQuery } from '../../api/gql/graphql'
import { district, needCells } from '../../offline/cells'
import { lampNow } from '../../ui/ClockRuler'
import { isOpen, titleOf } from '../snaps/list/title'
import type { MapMarker } from './world'

/** The server draws at most so many. */
export const AT_MOST = 500

export interface OnMap {
  shown: Shown<OpenOnMapQuery>
  scope: SnapScope
  /** open snaps with a place, as they are at this moment */
  snaps: ReadonlySignal<readonly SnapHead[]>
  markers: ReadonlySignal<readonly MapMarker[]>
}

/** Staff see their area, everybody else what is public and without persons. */
export const scopeOfMap = (): SnapScope => (me.value?.posts.length && may('snap:read') ? 'AREA' : 'PUBLIC')

/** The codes of my own posts at or under a community: what the map draws as mine. */
export const myCodes = (): string[] => (me.value?.posts ?? []).map((post) => post.code).filter((code) => code.length >= 12)

/** What the map begins with: a post's own area, a resident's community, or everything. A worker's cell is too near. */
export const beginAt = (): string | null => (me.value?.posts[0]?.code ?? me.value?.homeCode)?.slice(0, 12) ?? null

/** Cells and open snaps of the whole district, moving by themselves. */
export function useMap(): OnMap {
  const root = settings.value?.rootCode ?? ''
  useEffect(() => void needCells(), [settings.value?.gridVersion])
  const scope = scopeOfMap()
  const shown = useShown(OpenOnMapDocument, { within: root, scope }, { when: root !== '' })
  // Read through the store: a lamp that turns or a snap that is solved changes the map without asking again.
  const snaps = useComputed(() => (shown.data.value?.openSnapsOnMap ?? []).map((one) => snapHead(one.id)?.value ?? one).filter(isOpen))
  const markers = useComputed(() => snaps.value.flatMap(markerOf))
  return { shown, scope, snaps, markers }
}

function markerOf(snap: SnapHead): MapMarker[] {
  if (snap.lon === null || snap.lat === null) return []
  return [{ id: snap.id, lon: snap.lon, lat: snap.lat, lamp: lampNow(snap), title: titleOf(snap), cellCode: snap.cellCode }]
}

export { district }
