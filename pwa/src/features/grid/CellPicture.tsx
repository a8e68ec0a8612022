import { useEffect, useMemo } from 'preact/hooks'
import { district, needCells } from '../../offline/cells'
import { t } from '../../words'
import { CellsMap } from './CellsMap'
import type { MapCell } from './world'

interface Props {
  code: string
  /** drawn alone while the others are not here yet */
  cell?: MapCell | undefined
  pin?: { lon: number; lat: number } | null
}

/** A small picture of one cell among those of its community, for desks: a phone has the map one tap away. */
export function CellPicture({ code, cell, pin = null }: Props) {
  useEffect(() => void needCells(), [])
  const cells = useMemo(() => {
    const around = district.value.cells.filter((one) => one.communityCode === code.slice(0, 12))
    return around.length || !cell ? around : [cell]
  }, [code, district.value])
  if (!cells.length) return null
  return <div class="mini-map"><CellsMap cells={cells} mine={[code]} pin={pin} label={t('detail.map')} plain /></div>
}
