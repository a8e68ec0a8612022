import { useState } from 'preact/hooks'
import { EndCellStaffDocument, ManagedStaffingDocument } from './gql/graphql'
import { act } from '../../api/request'
import { may } from '../../api/session'
import { Page } from '../../shell/Page'
import { wide } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { Dock } from '../../ui/Dock'
import { Empty } from '../../ui/Empty'
import { Rows } from '../../ui/Row'
import { toast } from '../../ui/Toast'
import { t } from '../../words'
import { date } from '../../words/time'
import { CellPicture } from '../grid/CellPicture'
import { Confirm } from './Confirm'
import type { Staff } from './staffing'
import { useManaged } from './useManaged'

/** One cell: who serves there by which force, and the way to change it. */
export function CellStaffing({ code }: { code: string }) {
  const shown = useManaged(ManagedStaffingDocument, { under: code })
  const [ending, setEnding] = useState<Staff | null>(null)
  const cell = shown.data.value?.cells.find((one) => one.code === code)
  const staff = (shown.data.value?.staffing.staff ?? []).filter((one) => one.cellCode === code)
  const writes = may('staffing:write')
  const title = cell ? `${cell.communityName} ${cell.name}` : t('manage.staffing')
  const add = { label: t('staffing.add'), href: `/manage/staffing/${code}/add` }
  return (
    <Page title={title} docked={writes} bar={<Bar title={title} up="/manage/staffing" root={wide.value} />}
      dock={writes && <Dock><Button kind="primary" icon="plus" href={add.href}>{add.label}</Button></Dock>}>
      {cell?.demonstration && <p class="top"><span class="tag">{t('map.demonstration')}</span></p>}
      {shown.data.value && !staff.length && <Empty title={t('staffing.nobody')} {...(writes ? { action: add } : {})} />}
      <Rows label={t('map.staff')}>
        {staff.map((one) => (
          <li key={one.id}>
            <div class="row mid">
              <span class="grow">
                <span class="t">{one.personName}</span>
                <span class="m">{t(`force.${one.force}`)}</span>
                <span class="m">{[t('posts.since', { date: date(one.startsOn) }), one.endsOn && t('posts.until', { date: date(one.endsOn) })].filter(Boolean).join(' · ')}</span>
              </span>
              {writes && !one.endsOn && <Button compact onClick={() => setEnding(one)}>{t('staffing.end')}</Button>}
            </div>
          </li>
        ))}
      </Rows>
      {wide.value && <div class="manage-map"><CellPicture code={code} /></div>}
      <Confirm open={ending !== null} title={t('staffing.endAsk', { name: ending?.personName ?? '' })} hint={t('staffing.endHint')} submit={t('staffing.endDo')} destructive withDay
        onClose={() => setEnding(null)}
        run={async (on) => { if (ending) await act(EndCellStaffDocument, { id: ending.id, on }); toast(t('staffing.ended')) }} />
    </Page>
  )
}
