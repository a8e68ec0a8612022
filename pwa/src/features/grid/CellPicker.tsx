import { useSignal } from '@preact/signals'
import { district, type PhoneCell } from '../../offline/cells'
import { Choice } from '../../ui/Field'
import { t } from '../../words'

const DIGITS = { street: 9, community: 12 } as const

/** The names under a code, from the divisions where they are known, else from the cells themselves. */
function below(prefix: string, kind: 'STREET' | 'COMMUNITY', cells: readonly PhoneCell[]): { value: string; label: string }[] {
  const held = new Set(cells.map((cell) => cell.communityCode))
  return district.value.divisions
    .filter((one) => one.kind === kind && one.code.startsWith(prefix) && [...held].some((code) => code.startsWith(one.code)))
    .map((one) => ({ value: one.code, label: one.name }))
    .sort((a, b) => a.value.localeCompare(b.value))
}

const asked = (options: { value: string; label: string }[]) => [{ value: '', label: t('take.pick') }, ...options]

interface Props {
  /** the cell that is chosen, or empty */
  chosen: string
  /** a code: only what lies under it is offered */
  within?: string
  onCell: (cell: PhoneCell) => void
}

/** Street, community, cell: three of the system's own pickers. Choosing anew higher up clears what is below. */
export function CellPicker({ chosen, within = '', onCell }: Props) {
  const cells = district.value.cells.filter((cell) => cell.code.startsWith(within))
  const street = useSignal(chosen.slice(0, DIGITS.street) || (within.length >= DIGITS.street ? within.slice(0, DIGITS.street) : ''))
  const community = useSignal(chosen.slice(0, DIGITS.community))
  const inCommunity = cells.filter((cell) => community.value && cell.communityCode === community.value)
  const choose = (code: string) => {
    const cell = cells.find((one) => one.code === code)
    if (cell) onCell(cell)
  }
  return (
    <div class="stack take-hint">
      <Choice label={t('take.street')} value={street.value} options={asked(below('', 'STREET', cells))}
        onValue={(code) => { street.value = code; community.value = '' }} />
      {street.value && (
        <Choice label={t('take.community')} value={community.value} options={asked(below(street.value, 'COMMUNITY', cells))}
          onValue={(code) => (community.value = code)} />
      )}
      {community.value && (
        <Choice label={t('take.cell')} value={inCommunity.some((cell) => cell.code === chosen) ? chosen : ''}
          options={asked(inCommunity.map((cell) => ({ value: cell.code, label: cell.name })))} onValue={choose} />
      )}
    </div>
  )
}
