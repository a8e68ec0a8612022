import { useState } from 'preact/hooks'
import { Button } from '../../../ui/Button'
import { t } from '../../../words'
import type { BoardRowFragment } from '../gql/graphql'
import { days } from './Funnel'

interface Props {
  rows: readonly BoardRowFragment[]
  total: BoardRowFragment
  onPlace: (code: string) => void
}

const STREET = 9

const isEmpty = ({ published, claimed, fulfilled, stale }: BoardRowFragment): boolean => published + claimed + fulfilled + stale === 0

/** Places by their code, as the district lists them; those without a wish wait behind a button. */
export function BoardTable({ rows, total, onPlace }: Props) {
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.filter((row) => !isEmpty(row))
  const others = rows.length - shown.length
  return (
    <>
      <Table rows={shown} total={total} onPlace={onPlace} />
      {others > 0 && <Button kind="quiet" onClick={() => setAll(true)}>{t('board.others', { n: others })}</Button>}
    </>
  )
}

/** On a small phone each place is a block of its own. */
const Table = ({ rows, total, onPlace }: Props) => (
  <table class="board">
    <caption class="vh">{t('board.title')}</caption>
    <thead>
      <tr>
        <th scope="col">{t('board.place')}</th>
        <th scope="col">{t('board.published')}</th>
        <th scope="col">{t('board.claimed')}</th>
        <th scope="col">{t('board.fulfilled')}</th>
        <th scope="col">{t('board.stale')}</th>
        <th scope="col">{t('board.days')}</th>
      </tr>
    </thead>
    <tbody>{rows.map((row) => <Line key={row.code} row={row} name={row.code.length <= STREET ? <button type="button" class="board-place" onClick={() => onPlace(row.code)}>{row.name}</button> : row.name} />)}</tbody>
    <tfoot><Line row={total} name={t('board.total')} /></tfoot>
  </table>
)

const Line = ({ row, name }: { row: BoardRowFragment; name: preact.ComponentChildren }) => (
  <tr>
    <th scope="row">{name}</th>
    <td data-name={t('board.published')}>{row.published}</td>
    <td data-name={t('board.claimed')}>{row.claimed}</td>
    <td data-name={t('board.fulfilled')}>{row.fulfilled}</td>
    <td data-name={t('board.stale')}>{row.stale}</td>
    <td data-name={t('board.days')}>{row.medianDays === null ? '–' : days(row.medianDays)}</td>
  </tr>
)
