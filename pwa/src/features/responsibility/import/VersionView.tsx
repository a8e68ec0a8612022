import { ListCsvDocument, ListVersionsDocument } from '../gql/graphql'
import { request } from '../../../api/request'
import { download } from '../../../offline/export'
import { Page } from '../../../shell/Page'
import { wide } from '../../../shell/wide'
import { Bar } from '../../../ui/Bar'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { date } from '../../../words/time'
import { useManaged } from '../../people/useManaged'
import { standing } from './Versions'

/** One version: where it comes from, and its file to be edited and imported again. */
export function VersionView({ id }: { id: string }) {
  const answer = useManaged(ListVersionsDocument, {}).data.value
  const list = answer?.responsibilityLists.nodes.find((one) => one.id === id)
  const { busy, error, run } = useTask()
  const fetchFile = async () => {
    const { responsibilityList } = await request(ListCsvDocument, { id })
    if (responsibilityList && list) download(new File([responsibilityList.csv], `${list.name} ${list.startsOn}.csv`, { type: 'text/csv' }))
  }
  const bar = <Bar title={list?.name ?? t('manage.list')} up="/manage/list" root={wide.value} />
  if (!list) return <Page title={t('manage.list')} bar={bar}>{null}</Page>
  return (
    <Page title={list.name} docked bar={bar}
      dock={<Dock note={error ? <span class="danger" role="alert">{error}</span> : t('duty.downloadHint')}><Button kind="primary" busy={busy} onClick={() => run(fetchFile)}>{t('duty.download')}</Button></Dock>}>
      {list.demonstration && <p class="top"><span class="tag">{t('call.demonstration')}</span></p>}
      <dl class="facts top">
        <dt>{t('duty.standing')}</dt><dd>{t(standing(list, answer?.responsibilityList?.id), { date: date(list.startsOn) })}</dd>
        <dt>{t('duty.size')}</dt><dd>{t('duty.counts', { items: list.itemCount, situations: list.situationCount })}</dd>
        <dt>{t('duty.askSourceShort')}</dt><dd>{list.source}</dd>
        <dt>{t('duty.importedAt')}</dt><dd>{date(list.importedAt)}</dd>
      </dl>
    </Page>
  )
}
