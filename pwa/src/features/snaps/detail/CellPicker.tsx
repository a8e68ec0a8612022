import { useEffect, useState } from 'preact/hooks'
import { district, needCells } from '../../../offline/cells'
import { Field } from '../../../ui/Field'
import { t } from '../../../words'
import { PickList } from './PickList'
import type { Chosen } from './StepSheet'
import type { SnapFull } from './story'

interface Props {
  snap: SnapFull
  chosen: Chosen | null
  onChoose: (chosen: Chosen) => void
}

const AT_MOST = 12

/** A cell by its name or its community's; the neighbours in the same community stand first. */
export function CellPicker({ snap, chosen, onChoose }: Props) {
  const [text, setText] = useState('')
  useEffect(() => void needCells(), [])
  const near = snap.cell?.communityCode ?? snap.code
  const wanted = text.trim()
  const found = district.value.cells
    .filter((cell) => cell.code !== snap.cellCode)
    .filter((cell) => (wanted ? `${cell.communityName}${cell.name}${cell.code}`.includes(wanted) : cell.communityCode === near))
    .slice(0, AT_MOST)
  return (
    <>
      <Field label={t('step.findCell')} type="search" icon="search" value={text} onValue={setText} />
      <PickList label={t('ask.RELOCATE')} chosen={chosen?.id ?? null} choices={found.map((cell) => ({ id: cell.code, name: cell.name, meta: cell.communityName }))} onChoose={onChoose} />
    </>
  )
}
