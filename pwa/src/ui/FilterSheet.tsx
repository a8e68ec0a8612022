import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../words'
import { Button } from './Button'
import { Sheet } from './Sheet'
import { Tiles } from './Tiles'

interface Props<W> {
  open: boolean
  title: string
  wanted: W
  /** what is wanted when nothing is narrowed */
  none: Partial<W>
  onClose: () => void
  onWanted: (wanted: W) => void
  children: (now: W, change: (part: Partial<W>) => void) => ComponentChildren
}

/** What to narrow a list to: rows of choices, nothing happens before "show these". */
export const FilterSheet = <W extends object>({ open, title, onClose, onWanted, ...rest }: Props<W>) => (
  <Sheet open={open} title={title} onClose={onClose}>
    <Choosing {...rest} onWanted={(next) => { onClose(); onWanted(next) }} />
  </Sheet>
)

function Choosing<W extends object>({ wanted, none, onWanted, children }: Pick<Props<W>, 'wanted' | 'none' | 'onWanted' | 'children'>) {
  const [now, setNow] = useState(wanted)
  return (
    <div class="stack filter-tiles">
      {children(now, (part) => setNow({ ...now, ...part }))}
      <div class="foot">
        <Button onClick={() => onWanted({ ...wanted, ...none })}>{t('list.filterNone')}</Button>
        <Button kind="primary" onClick={() => onWanted(now)}>{t('list.filterDo')}</Button>
      </div>
    </div>
  )
}

interface OneProps<T extends string> {
  label: string
  value: T | null
  options: readonly { value: T; label: string }[]
  onValue: (value: T | null) => void
}

/** One row of choices, with "any" in front. */
export const AnyOf = <T extends string>({ label, value, options, onValue }: OneProps<T>) => (
  <>
    <h3 class="small dim">{label}</h3>
    <Tiles<T | 'any'> segments label={label} value={value ?? 'any'} options={[{ value: 'any', label: t('list.any') }, ...options]}
      onChoose={(next) => onValue(next === 'any' ? null : next)} />
  </>
)
