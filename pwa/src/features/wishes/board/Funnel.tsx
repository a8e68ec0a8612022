import { t } from '../../../words'
import type { BoardRowFragment } from '../gql/graphql'
import { percent } from '../said'

const WIDTH = 320
const BAND = 44
const GAP = 22

/** Three bands, each as wide as what came so far; the slopes between them are what was lost on the way. */
export function Funnel({ total }: { total: BoardRowFragment }) {
  const { published, claimed, fulfilled } = total
  const bands = [
    { label: t('board.published'), n: published, of: null },
    { label: t('board.claimed'), n: claimed, of: published },
    { label: t('board.fulfilled'), n: fulfilled, of: claimed },
  ]
  const width = (n: number) => (published ? (n / published) * WIDTH : 0)
  const top = (band: number) => band * (BAND + GAP)
  return (
    <figure class="funnel">
      <svg viewBox={`0 0 ${WIDTH} ${top(2) + BAND}`} role="img" aria-label={t('board.funnel', { published, claimed, fulfilled })} preserveAspectRatio="xMinYMid meet">
        {bands.slice(1).map(({ n }, at) => {
          const [wide, narrow] = [width(bands[at]!.n), width(n)]
          const from = top(at) + BAND
          return <polygon key={bands[at]!.label} class="funnel-slope" points={`0,${from} ${wide},${from} ${narrow},${from + GAP} 0,${from + GAP}`} />
        })}
        {bands.map(({ label, n }, at) => <rect key={label} class={`funnel-band b${at}`} x="0" y={top(at)} width={Math.max(width(n), n ? 2 : 0)} height={BAND} />)}
      </svg>
      <ul>
        {bands.map(({ label, n, of }) => (
          <li key={label}><b>{n}</b> <span>{label}</span>{of !== null && <span class="cap dim">{t('board.share', { part: n, whole: of, percent: percent(n, of) })}</span>}</li>
        ))}
      </ul>
      <figcaption class="small">{claimed - fulfilled > 0 ? t('board.gap', { n: claimed - fulfilled, stale: total.stale }) : t('board.noGap')}{total.medianDays !== null && <span class="dim"> {days(total.medianDays) === '0' ? t('board.sameDay') : t('board.median', { days: days(total.medianDays) })}</span>}</figcaption>
    </figure>
  )
}

/** One decimal place is all that a median of days can say. */
export const days = (n: number): string => (Math.round(n * 10) / 10).toString()
