import { wide } from '../../../shell/wide'
import { CellPicture } from '../../grid/CellPicture'
import type { SnapFull } from './story'

/** Where it is, among the neighbouring cells. */
export function MiniMap({ snap: { cell, lon, lat } }: { snap: SnapFull }) {
  if (!wide.value || !cell || lon === null || lat === null) return null
  return <CellPicture code={cell.code} cell={cell} pin={{ lon, lat }} />
}
