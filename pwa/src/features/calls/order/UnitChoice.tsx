import { useMemo, useState } from 'preact/hooks'
import type { CallableUnitsQuery, CalledUnitInput, DutyPartsFragment } from '../gql/graphql'
import { Button } from '../../../ui/Button'
import { Field } from '../../../ui/Field'
import { Icon } from '../../../ui/Icon'
import { Stepper } from '../../../ui/Stepper'
import { t } from '../../../words'
import { date, dayOf, now } from '../../../words/time'
import { shortUnit } from '../detail/parties'
import { useStepForm, type StepProps } from '../step/useStep'
import type { CallFull } from '../steps'
import { alter, callable, choose, inOrder, leave, listedUnits, usableSets, type Callable, type Chosen } from './units'
import { useDuties, useUnits } from './useDuties'

/** Units being chosen: what is offered, who is called, as what. */
export interface Choosing {
  item: DutyPartsFragment | null | undefined
  rows: Callable[]
  chosen: Chosen
  called: CalledUnitInput[]
  /** open units that are not among the rows */
  further: Callable[]
  sets: { names: string; at: string; use: () => void }[]
  toggle: (row: Callable) => void
  add: (row: Callable) => void
  change: (unitId: string, patch: Partial<CalledUnitInput>) => void
}

type Units = CallableUnitsQuery['units']

const isOpen = ({ dissolvedOn }: Units[number]): boolean => dissolvedOn === null || dissolvedOn > dayOf(now.peek())

const byHand = ({ id, name }: Units[number]): Callable => ({ unitId: id, name, part: 'CO_OPERATING', duty: '', listed: false })

/** Who is on the call and cannot be called again. */
const presentOn = (call: CallFull): Set<string> => new Set(call.assignments.filter((part) => part.status !== 'REPLACED').map((part) => part.unitId))

/** What is kept of it until it is sent. */
interface Touched {
  /** null until the desk has touched anything */
  own: Chosen | null
  added: Callable[]
  /** the item by which units were offered */
  itemId: string | null
}

/** `all`: the listed units are chosen from the beginning, as for a first order. What is chosen is kept on this device until it is sent. */
export function useChoosing(props: StepProps, all: boolean): Choosing {
  const { call } = props
  const item = useDuties(call.itemId)
  const found = useUnits(call)
  const begin = (): Touched => ({ own: null, added: [], itemId: call.itemId })
  const [{ own, added }, change] = useStepForm(props, 'units', begin, (kept) => (kept.itemId === call.itemId ? kept : begin()))
  const heads = item?.headcount ?? 1
  const listed = useMemo(() => listedUnits(item), [item])
  const units = (found?.units ?? []).filter(isOpen)
  const rows = callable(listed, found ? added.filter((row) => units.some(({ id }) => id === row.unitId)) : added, presentOn(call))
  // until the desk has touched anything, what the list says is chosen
  const begun = useMemo(() => (all ? rows.reduce<Chosen>((chosen, row) => choose(chosen, row, heads), {}) : {}), [item])
  const chosen = own ?? begun
  const shown = new Set(rows.map((row) => row.unitId))
  const present = presentOn(call)
  const further = units.filter((unit) => !shown.has(unit.id) && !present.has(unit.id)).map(byHand)
  const setOwn = (next: Chosen) => change(() => ({ own: next }))
  const add = (row: Callable) => change(() => ({ added: [...added, row], own: choose(chosen, row, heads) }))
  const takeSet = (ids: readonly string[]) => {
    const wanted = [...rows, ...further].filter((row) => row.unitId && ids.includes(row.unitId))
    const taken = wanted.reduce<Chosen>((next, row) => choose(next, row, heads), {})
    change(() => ({ added: [...added, ...wanted.filter((row) => !row.listed && !added.includes(row))], own: taken }))
  }
  const nameOf = (id: string) => units.find((unit) => unit.id === id)?.name ?? ''
  const open = new Set([...rows, ...further].flatMap((row) => row.unitId ?? []).filter((id) => nameOf(id)))
  return {
    item, rows, chosen, further, add,
    called: inOrder(rows, chosen),
    sets: usableSets(found?.lastCalledUnits ?? [], open).map(({ unitIds, at }) => ({
      names: unitIds.map((id) => shortUnit(nameOf(id))).join(t('list.comma')),
      at,
      use: () => takeSet(unitIds),
    })),
    toggle: (row) => row.unitId && setOwn(chosen[row.unitId] ? leave(chosen, row.unitId) : choose(chosen, row, heads)),
    change: (unitId, patch) => setOwn(alter(chosen, unitId, patch)),
  }
}

/** Recommended units, last used sets in one tap, and everybody else by search. */
export function UnitChoice({ call, choosing }: { call: CallFull; choosing: Choosing }) {
  const { rows, called, sets, item } = choosing
  return (
    <section class="sec">
      <header>
        <h2>{t('units.title')}</h2>
        <span class="n">{t(item ? 'units.byItem' : 'units.chosen', { number: call.itemNumber, n: called.length })}</span>
        {item?.demonstration && <span class="tag">{t('call.demonstration')}</span>}
      </header>
      {sets.length > 0 && (
        <div class="unit-sets">
          {sets.map((set) => <Button key={set.at + set.names} compact icon="again" onClick={set.use}>{t('units.last', { date: date(set.at), names: set.names })}</Button>)}
        </div>
      )}
      <ul class="rows">{rows.map((row) => <li key={row.unitId ?? row.name}><UnitRow row={row} choosing={choosing} /></li>)}</ul>
      <Further choosing={choosing} />
    </section>
  )
}

function UnitRow({ row, choosing }: { row: Callable; choosing: Choosing }) {
  const { unitId, name, duty } = row
  const own = unitId ? choosing.chosen[unitId] : undefined
  const as = own?.part ?? row.part
  const meta = unitId === null ? t('units.notHere') : duty || t('units.notListed')
  return (
    <>
      <label class="row mid unit-row">
        <input class="vh" type="checkbox" checked={own !== undefined} disabled={unitId === null} onChange={() => choosing.toggle(row)} />
        <span class={own ? 'check on' : 'check'}><Icon name="check" /></span>
        <span class="grow">
          <span class={unitId === null ? 't faint' : 't'}>{shortUnit(name)} {(own || row.listed) && <span class="tag">{t(`part.${as}`)}</span>}</span>
          <span class="m">{meta}</span>
        </span>
      </label>
      {own && <UnitMore row={row} own={own} onChange={(patch) => choosing.change(String(own.unitId), patch)} />}
    </>
  )
}

/** How many it sends, as what, and what it is asked to do when the list does not say. */
function UnitMore({ row, own, onChange }: { row: Callable; own: CalledUnitInput; onChange: (patch: Partial<CalledUnitInput>) => void }) {
  const leads = own.part === 'LEAD'
  return (
    <div class="unit-more">
      <Stepper label={t('units.heads', { unit: shortUnit(row.name) })} value={own.headcount ?? 1} onValue={(headcount) => onChange({ headcount })} />
      <Button kind="quiet" class="flush" onClick={() => onChange({ part: leads ? 'CO_OPERATING' : 'LEAD' })}>{t(leads ? 'units.makeCo' : 'units.makeLead')}</Button>
      {!row.listed && <Field label={t('units.duty')} value={own.duty ?? ''} maxLength={200} autoComplete="off" onValue={(duty) => onChange({ duty })} />}
    </div>
  )
}

const FEW = 6

/** Everybody else, by a few characters of the name. */
function Further({ choosing }: { choosing: Choosing }) {
  const [text, setText] = useState('')
  const found = text.trim() ? choosing.further.filter((one) => one.name.includes(text.trim())).slice(0, FEW) : []
  const add = (row: Callable) => {
    choosing.add(row)
    setText('')
  }
  return (
    <div class="unit-find">
      <Field label={t('units.find')} type="search" icon="search" value={text} autoComplete="off" onValue={setText} />
      {text.trim() !== '' && found.length === 0 && <p class="small dim" role="status">{t('step.noMatch')}</p>}
      {found.length > 0 && (
        <ul class="rows">
          {found.map((row) => <li key={row.unitId}><button type="button" class="row mid" onClick={() => add(row)}><Icon name="plus" /><span class="grow t">{shortUnit(row.name)}</span></button></li>)}
        </ul>
      )}
    </div>
  )
}
