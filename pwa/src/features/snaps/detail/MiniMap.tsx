import { useMemo } from 'preact/hooks'
import { wide } from '../../../shell/wide'
import { district } from '../../../offline/cells'
import { t } from '../../../words'
import { CellsMap } from '../../grid/CellsMap'
import type { SnapFull } from './story'

/** Where it is, among the neighbouring cells: on desks only, a phone has the map one tap away. */
export function MiniMap({ snap }: { snap: SnapFull }) {
  const { cell, lon, lat } = snap
  const cells = useMemo(() => {
    const around = district.value.cells.filter((one) => one.communityCode === cell?.communityCode)
    return around.length ? around : cell ? [cell] : []
  }, [cell?.code, district.value])
  if (!cell || lon === null || lat === null) return null
  if (!wide.value) return <a class="link" href={`/map?snap=${snap.id}`}>{t('detail.map')}</a>
  return (
    <div class="mini-map">
      <CellsMap cells={cells} mine={[cell.code]} pin={{ lon, lat }} label={t('detail.map')} plain />
    </div>
  )
}
