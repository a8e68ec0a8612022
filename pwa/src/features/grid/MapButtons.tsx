import { t } from '../../words'
import type { Point } from './CellsMap'
import type { Stage } from './stage'
import type { World } from './world'

/** Near enough to tell houses apart, pixels a metre. */
const HERE_CLOSE = 0.4

const PLUS = 'M12 5.5v13M5.5 12h13'
const MINUS = 'M5.5 12h13'
const WHOLE = 'M4.500 9V4.500H9M15 4.500h4.500V9M19.500 15v4.500H15M9 19.500H4.500V15'
const HERE = 'M12 18.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM12 2.800v4M12 17.200v4M2.800 12h4M17.200 12h4'

/** Zoom for those who cannot pinch, and the ways back. */
export function MapButtons({ stage, world, here }: { stage: Stage; world: World; here?: Point | null }) {
  const toHere = () => here && stage.centre(world.plane.x(here.lon), world.plane.y(here.lat), HERE_CLOSE, true)
  return (
    <div class="cm-buttons">
      {here && <Press label={t('map.toHere')} path={HERE} press={toHere} />}
      <Press label={t('map.whole')} path={WHOLE} press={stage.showAll} />
      <Press label={t('map.closer')} path={PLUS} press={() => stage.zoomTo(1.8)} />
      <Press label={t('map.farther')} path={MINUS} press={() => stage.zoomTo(1 / 1.8)} />
    </div>
  )
}

const Press = ({ label, path, press }: { label: string; path: string; press: () => void }) => (
  <button type="button" aria-label={label} title={label} onClick={press}>
    <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  </button>
)
