import { useState } from 'preact/hooks'
import { Button } from '../../../ui/Button'
import { Sheet } from '../../../ui/Sheet'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import { CATEGORIES, LAMPS, type Stage, type Wanted } from './filter'

type Or<T> = T | 'any'
const STAGES: readonly Stage[] = ['open', 'solved', 'ended']

interface Props {
  open: boolean
  wanted: Wanted
  onClose: () => void
  onWanted: (wanted: Wanted) => void
}

/** What to narrow the list to: three rows of choices, nothing happens before "show these". */
export function FilterSheet({ open, wanted, onClose, onWanted }: Props) {
  return (
    <Sheet open={open} title={t('list.filterTitle')} onClose={onClose}>
      <Choices wanted={wanted} onWanted={(next) => { onClose(); onWanted(next) }} />
    </Sheet>
  )
}

function Choices({ wanted, onWanted }: { wanted: Wanted; onWanted: (wanted: Wanted) => void }) {
  const [now, setNow] = useState(wanted)
  const either = <T extends string>(value: Or<T>): T | null => (value === 'any' ? null : value)
  const any = { value: 'any' as const, label: t('list.any') }
  return (
    <div class="stack filter-tiles">
      <h3 class="small dim">{t('list.state')}</h3>
      <Tiles<Or<Stage>> segments label={t('list.state')} value={now.state ?? 'any'}
        options={[any, ...STAGES.map((one) => ({ value: one, label: t(`list.${one}`) }))]}
        onChoose={(value) => setNow({ ...now, state: either(value) })} />
      <h3 class="small dim">{t('list.lamp')}</h3>
      <Tiles<Or<(typeof LAMPS)[number]>> segments label={t('list.lamp')} value={now.lamp ?? 'any'}
        options={[any, ...LAMPS.map((one) => ({ value: one, label: t(`lamp.${one}`) }))]}
        onChoose={(value) => setNow({ ...now, lamp: either(value) })} />
      <h3 class="small dim">{t('list.category')}</h3>
      <Tiles<Or<(typeof CATEGORIES)[number]>> segments label={t('list.category')} value={now.category ?? 'any'}
        options={[any, ...CATEGORIES.map((one) => ({ value: one, label: t(`category.${one}`) }))]}
        onChoose={(value) => setNow({ ...now, category: either(value) })} />
      <div class="foot">
        <Button kind="secondary" onClick={() => onWanted({ ...wanted, state: null, lamp: null, category: null })}>{t('list.filterNone')}</Button>
        <Button kind="primary" onClick={() => onWanted(now)}>{t('list.filterDo')}</Button>
      </div>
    </div>
  )
}
