import { CellStaffOfDocument } from '../../api/gql/graphql'
import { may } from '../../api/session'
import { useShown } from '../../api/shown'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Rows } from '../../ui/Row'
import { t } from '../../words'
import { SnapRow } from '../snaps/list/SnapRow'
import { district, type OnMap } from './useMap'

/** One cell: whose community it is, who looks after it (for those who may know), what is open in it. */
export function CellInside({ code, on }: { code: string; on: OnMap }) {
  const cell = district.value.cells.find((one) => one.code === code)
  const snaps = on.snaps.value.filter((snap) => snap.cellCode === code)
  return (
    <div class="stack">
      <p class="dim">
        {cell?.communityName} {cell?.demonstration && <span class="tag">{t('map.demonstration')}</span>}
      </p>
      {may('staffing:read') && <Staff code={code} />}
      {snaps.length ? <Rows label={t('map.listTitle')}>{snaps.map((snap) => <SnapRow key={snap.id} id={snap.id} />)}</Rows> : (
        <Empty title={t('map.cellEmpty')} action={{ label: t('map.snapHere'), href: '/snap' }}>{t('map.cellEmptyHint')}</Empty>
      )}
    </div>
  )
}

function Staff({ code }: { code: string }) {
  const shown = useShown(CellStaffOfDocument, { code }, { staleBy: (event) => event.kind.startsWith('grid.') })
  const staff = shown.data.value?.cell?.staff
  if (!staff) return null
  if (!staff.length)
    return (
      <div class="line">
        <p class="grow"><b>{t('map.noStaff')}</b></p>
        {may('staffing:write') && <Button compact href={`/manage/staffing?cell=${code}`}>{t('map.assign')}</Button>}
      </div>
    )
  return (
    <dl class="facts">
      <dt>{t('map.staff')}</dt>
      {staff.map((one) => <dd key={one.id}>{one.personName} <span class="small dim">{t(`force.${one.force}`)}</span></dd>)}
    </dl>
  )
}
