import { useState } from 'preact/hooks'
import { request } from '../../api/request'
import { me, settings } from '../../api/session'
import { useShown } from '../../api/shown'
import { download, tableFile } from '../../offline/export'
import { Page } from '../../shell/Page'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Field } from '../../ui/Field'
import { Tiles } from '../../ui/Tiles'
import { toast } from '../../ui/Toast'
import { useTask } from '../../ui/useTask'
import { t } from '../../words'
import { ago } from '../../words/time'
import { BoardTable } from './board/BoardTable'
import { Funnel } from './board/Funnel'
import { halfYear, periodOf, PERIODS, type Period, type PeriodName } from './board/period'
import { WishBoardFileDocument, WishBoardShownDocument, type WishKind } from './gql/graphql'
import { PlaceChoice } from './PlaceChoice'
import './wishes.css'

const STREET = 9

/** Whoever works in a street begins there, everybody else with the district. */
const begin = (): string => {
  const code = me.peek()?.posts[0]?.code ?? ''
  return code.length >= STREET ? code.slice(0, STREET) : (settings.peek()?.rootCode ?? '')
}

/** /wishes/board: how many wishes were published, claimed and fulfilled, and how long it took; places, never persons. */
export default function Board({ beside }: { beside?: boolean }) {
  const root = settings.value?.rootCode ?? ''
  const [within, setWithin] = useState(begin)
  const [period, setPeriod] = useState<Period>(halfYear)
  const [own, setOwn] = useState(false)
  const [kind, setKind] = useState<WishKind | null>(null)
  const asked = { within: within || root, from: period.from, to: period.to, kind }
  const sound = asked.within !== '' && period.from !== '' && period.from <= period.to
  return (
    <Page title={t('board.title')} {...(beside ? {} : { bar: <Bar title={t('board.title')} up="/wishes" /> })}>
      {beside && <h2 class="board-beside">{t('board.title')}</h2>}
      <div class="board-ask filter-tiles">
        <div class="stack"><PlaceChoice code={within === root ? null : within} onCode={(code) => setWithin(code ?? root)} /></div>
        <div class="stack">
          <Tiles<PeriodName | 'own'> segments label={t('board.period')} value={own ? 'own' : periodOf(period)}
            options={[...PERIODS.map(({ name }) => ({ value: name, label: t(`board.period.${name}`) })), { value: 'own' as const, label: t('board.period.own') }]}
            onChoose={(name) => { setOwn(name === 'own'); setPeriod(PERIODS.find((one) => one.name === name)?.make() ?? period) }} />
          {own && (
            <div class="board-days">
              <Field type="date" label={t('board.from')} value={period.from} max={period.to} onValue={(from) => setPeriod({ ...period, from })} />
              <Field type="date" label={t('board.to')} value={period.to} min={period.from} onValue={(to) => setPeriod({ ...period, to })} />
            </div>
          )}
          <Tiles<WishKind | 'any'> segments label={t('wishes.kind')} value={kind ?? 'any'}
            options={[{ value: 'any', label: t('list.any') }, { value: 'GOODS', label: t('wishKind.GOODS') }, { value: 'SERVICE', label: t('wishKind.SERVICE') }]}
            onChoose={(one) => setKind(one === 'any' ? null : one)} />
        </div>
      </div>
      {sound ? <Figures asked={asked} onPlace={setWithin} /> : <p class="danger small top" role="alert">{t('board.order')}</p>}
    </Page>
  )
}

interface Asked {
  within: string
  from: string
  to: string
  kind: WishKind | null
}

/** The picture, the table and the file of what was asked for. */
function Figures({ asked, onPlace }: { asked: Asked; onPlace: (code: string) => void }) {
  const shown = useShown(WishBoardShownDocument, asked, { staleBy: (event) => event.wish !== null })
  const board = shown.data.value?.wishBoard
  const file = useTask()
  const { from, to } = asked
  const save = () =>
    file.run(async () => {
      const table = tableFile((await request(WishBoardFileDocument, asked)).wishBoardCsv, t('board.fileName', { from, to }))
      download(table)
      toast(t('board.saved', { name: table.name }))
    })
  if (!board) return shown.problem.value ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : null
  return (
    <>
      <Funnel total={board.total} />
      <BoardTable rows={board.rows} total={board.total} onPlace={onPlace} />
      <div class="wrap top">
        <Button icon="save" busy={file.busy} onClick={save}>{t('board.file')}</Button>
        <p class="cap faint grow">{shown.at.value && t('ui.live', { age: ago(shown.at.value) })} · {t('board.noPersons')}</p>
      </div>
      {file.error && <p class="danger small" role="alert">{file.error}</p>}
    </>
  )
}
