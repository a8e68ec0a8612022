import { Button } from '../../../ui/Button'
import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'
import type { ActionsOf } from './Actions'
import type { SnapFull } from './story'

/** The neighbours, and the way to be one of them. */
export function Backers({ snap, actions }: { snap: SnapFull; actions: ActionsOf }) {
  const canBack = snap.availableActions.some((action) => action.step === 'BACK' && action.allowed)
  const atThumb = actions.offered.primary === 'BACK'
  if (snap.backers === 0 && !canBack) return null
  return (
    <div class="row mid detail-line">
      <Icon name="people" />
      <span class="grow">
        {snap.backers ? t('detail.backers', { n: snap.backers }) : t('detail.backersNone')}
        {snap.backedByMe && <span class="small dim"> · {t('detail.backed')}</span>}
      </span>
      {canBack && !atThumb && <Button compact busy={actions.busy === 'BACK'} onClick={() => actions.begin('BACK')}>{t('detail.backMe')}</Button>}
    </div>
  )
}
