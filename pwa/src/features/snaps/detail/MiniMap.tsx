import { useEffect, useMemo } from 'preact/hooks'
import { wide } from '../../../shell/wide'
import { district, needCells } from '../../../offline/cells'
import { t } from '../../../words'
import { CellsMap } from '../../grid/CellsMap'
import type { SnapFull } from './story'

/** Where it is, among the neighbouring cells: on desks only, a phone has the map one tap away. */
export function MiniMap({ snap }: { snap: SnapFull }) {
  const { cell, lon, lat } = snap
  useEffect(() => {
    if (wide.peek()) void needCells()
  }, [])
  const cells = useMemo(() => {
    const around = district.value.cells.filter((one) => one.communityCode === cell?.communityCode)
    return around.length ? around : cell ? [cell] : []
  }, [cell?.code, district.value])
  if (!cell || lon === null || lat === null) return null
  if (!wide.value) return null
  return (
    <div class="mini-map">
      <CellsMap cells={cells} mine={[cell.code]} pin={{ lon, lat }} label={t('detail.map')} plain />
    </div>
  )
}
