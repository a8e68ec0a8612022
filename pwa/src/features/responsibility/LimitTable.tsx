import { t } from '../../words'
import { limitAt, limitSpan, STAGES, URGENCIES, type Limit } from './limits'

/** How long each stage may take at each urgency; a star marks what stands in no source. */
export function LimitTable({ limits }: { limits: readonly Limit[] }) {
  const stages = STAGES.filter((stage) => limits.some((one) => one.stage === stage))
  if (!stages.length) return <p class="small dim">{t('duty.limitsNone')}</p>
  return (
    <>
      <table class="limits">
        <thead>
          <tr><th scope="col">{t('duty.stage')}</th>{URGENCIES.map((one) => <th key={one} scope="col">{t(`urgency.${one}`)}</th>)}</tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <tr key={stage}>
              <th scope="row">{t(`duty.stage.${stage}`)}</th>
              {URGENCIES.map((urgency) => <td key={urgency} data-urgency={t(`urgency.${urgency}`)}><Cell limit={limitAt(limits, urgency, stage)} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
      {limits.some((one) => one.assumed) && <p class="small dim top"><span class="tag">{t('duty.assumed')}</span> {t('duty.assumedHint')}</p>}
      {limits.some((one) => one.working) && <p class="small dim top">{t('duty.workingHint')}</p>}
    </>
  )
}

function Cell({ limit }: { limit: Limit | undefined }) {
  if (!limit) return <>–</>
  return <>{limitSpan(limit)}{limit.assumed && <><span aria-hidden="true">*</span><span class="vh">{t('duty.assumed')}</span></>}</>
}
