import { useState } from 'preact/hooks'
import { Button } from '../../../ui/Button'
import { Sheet } from '../../../ui/Sheet'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import { LAMPS, URGENCIES, type Wanted } from './filter'

type Or<T> = T | 'any'

interface Props {
  open: boolean
  wanted: Wanted
  onClose: () => void
  onWanted: (wanted: Wanted) => void
}

/** What to narrow the list to; nothing happens before "show these". */
export const FilterSheet = ({ open, wanted, onClose, onWanted }: Props) => (
  <Sheet open={open} title={t('list.filterTitle')} onClose={onClose}>
    <Choices wanted={wanted} onWanted={(next) => { onClose(); onWanted(next) }} />
  </Sheet>
)

function Choices({ wanted, onWanted }: { wanted: Wanted; onWanted: (wanted: Wanted) => void }) {
  const [now, setNow] = useState(wanted)
  const either = <T extends string>(value: Or<T>): T | null => (value === 'any' ? null : value)
  const any = { value: 'any' as const, label: t('list.any') }
  return (
    <div class="stack filter-tiles">
      <h3 class="small dim">{t('calls.urgency')}</h3>
      <Tiles<Or<(typeof URGENCIES)[number]>> segments label={t('calls.urgency')} value={now.urgency ?? 'any'}
        options={[any, ...URGENCIES.map((one) => ({ value: one, label: t(`urgency.${one}`) }))]}
        onChoose={(value) => setNow({ ...now, urgency: either(value) })} />
      <h3 class="small dim">{t('list.lamp')}</h3>
      <Tiles<Or<(typeof LAMPS)[number]>> segments label={t('list.lamp')} value={now.lamp ?? 'any'}
        options={[any, ...LAMPS.map((one) => ({ value: one, label: t(`lamp.${one}`) }))]}
        onChoose={(value) => setNow({ ...now, lamp: either(value) })} />
      <div class="foot">
        <Button onClick={() => onWanted({ ...wanted, urgency: null, lamp: null })}>{t('list.filterNone')}</Button>
        <Button kind="primary" onClick={() => onWanted(now)}>{t('list.filterDo')}</Button>
      </div>
    </div>
  )
}
