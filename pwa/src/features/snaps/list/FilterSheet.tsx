import { AnyOf, FilterSheet as Choices } from '../../../ui/FilterSheet'
import { t } from '../../../words'
import { CATEGORIES, LAMPS, type Stage, type Wanted } from './filter'

const STAGES: readonly Stage[] = ['open', 'solved', 'ended']

interface Props {
  open: boolean
  wanted: Wanted
  onClose: () => void
  onWanted: (wanted: Wanted) => void
}

export const FilterSheet = (props: Props) => (
  <Choices {...props} title={t('list.filterTitle')} none={{ state: null, lamp: null, category: null }}>
    {(now, change) => (
      <>
        <AnyOf label={t('list.state')} value={now.state} options={STAGES.map((value) => ({ value, label: t(`list.${value}`) }))} onValue={(state) => change({ state })} />
        <AnyOf label={t('list.lamp')} value={now.lamp} options={LAMPS.map((value) => ({ value, label: t(`lamp.${value}`) }))} onValue={(lamp) => change({ lamp })} />
        <AnyOf label={t('list.category')} value={now.category} options={CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))} onValue={(category) => change({ category })} />
      </>
    )}
  </Choices>
)
