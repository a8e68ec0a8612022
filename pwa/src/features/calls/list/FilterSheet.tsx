import { AnyOf, FilterSheet as Choices } from '../../../ui/FilterSheet'
import { t } from '../../../words'
import { LAMPS, URGENCIES, type Wanted } from './filter'

interface Props {
  open: boolean
  wanted: Wanted
  onClose: () => void
  onWanted: (wanted: Wanted) => void
}

export const FilterSheet = (props: Props) => (
  <Choices {...props} title={t('list.filterTitle')} none={{ urgency: null, lamp: null }}>
    {(now, change) => (
      <>
        <AnyOf label={t('calls.urgency')} value={now.urgency} options={URGENCIES.map((value) => ({ value, label: t(`urgency.${value}`) }))} onValue={(urgency) => change({ urgency })} />
        <AnyOf label={t('list.lamp')} value={now.lamp} options={LAMPS.map((value) => ({ value, label: t(`lamp.${value}`) }))} onValue={(lamp) => change({ lamp })} />
      </>
    )}
  </Choices>
)
