import { useMemo } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { me } from '../../api/session'
import { Lamp } from '../../ui/Lamp'
import { t } from '../../words'
import { CellsMap } from './CellsMap'
import './screen.css'
import { beginAt, district, myCodes, type OnMap } from './useMap'

interface Props {
  on: OnMap
  /** the cell that is open beside the map */
  cell?: string | undefined
  pin?: { lon: number; lat: number } | null
  /** where a snap on the map leads */
  hrefOf: (id: string) => string
}

/** The cells with what is open in them; it begins with the reader's own area. */
export function AreaMap({ on, cell, pin = null, hrefOf }: Props) {
  const { route } = useLocation()
  const mine = useMemo(myCodes, [me.value])
  const { cells, divisions } = district.value
  return (
    <CellsMap cells={cells} divisions={divisions} mine={mine} markers={on.markers.value} selected={cell ?? null} pin={pin}
      focus={pin ? null : beginAt()} onCell={(code) => route(`/map?cell=${code}`, true)} onMarker={(id) => route(hrefOf(id))} label={t('map.label')} />
  )
}

export const Legend = () => (
  <div class="map-legend cap dim">
    <Lamp lamp="GREEN">{t('lamp.GREEN')}</Lamp>
    <Lamp lamp="AMBER">{t('lamp.AMBER')}</Lamp>
    <Lamp lamp="RED">{t('lamp.RED')}</Lamp>
    <span>{t('map.legend')}</span>
  </div>
)
