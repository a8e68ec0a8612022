import type { ComponentType } from 'preact'
import { Page } from '../../shell/Page'
import { Bar } from '../../ui/Bar'
import { Empty } from '../../ui/Empty'
import { t } from '../../words'
import { useWish } from './detail/useWish'
import { InWishes } from './InWishes'
import { Revise } from './post/Revise'
import type { WishFull } from './steps'
import { ClaimStep } from './step/ClaimStep'
import { Review } from './step/Review'
import './wishes.css'

export interface StepProps {
  wish: WishFull
  reload: () => Promise<void>
}

const SCREENS: Record<string, ComponentType<StepProps>> = { claim: ClaimStep, publish: Review, revise: Revise }

/** /wishes/:id/:step: the screen of one step. */
export default function StepScreen({ id, step }: { id: string; step: string }) {
  const shown = useWish(id)
  const wish = shown.data.value?.wish
  const Screen = SCREENS[step]
  return (
    <InWishes id={id}>
      {wish && Screen ? <Screen key={`${id} ${step}`} wish={wish} reload={shown.reload} /> : <Nothing id={id} why={wish !== undefined ? 'gone' : shown.problem.value ? 'offline' : 'sought'} />}
    </InWishes>
  )
}

/** Still asked for, never seen here while the network is gone, or no such step. */
const Nothing = ({ id, why }: { id: string; why: 'sought' | 'offline' | 'gone' }) => (
  <Page title={t('wish.title')} bar={<Bar title={t('wish.title')} up={`/wishes/${id}`} />}>
    {why === 'offline' && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
    {why === 'gone' && <Empty title={t('wish.gone')} action={{ label: t('wish.toWall'), href: '/wishes' }}>{t('wish.goneHint')}</Empty>}
  </Page>
)
