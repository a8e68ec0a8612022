import { TodayCountsDocument, TodaySnapsDocument, type SnapStatus } from '../../api/gql/graphql'
import { useShown } from '../../api/shown'
import { Button } from '../../ui/Button'
import { Counts } from '../../ui/Counts'
import { Empty } from '../../ui/Empty'
import { t } from '../../words'
import { Age } from './Age'
import { firstSnap, useFirst } from './first'
import { SnapSection } from './SnapSection'

/** Not yet solved: what "going on" means to a passer-by. */
const OPEN: SnapStatus[] = ['WAITING', 'IN_HAND', 'AT_STREET']

interface Props {
  hrefOf: (id: string) => string
  selected?: string | undefined
}

/** What anyone may see without signing in: public things, without persons. */
export function Nearby({ hrefOf, selected }: Props) {
  const counts = useShown(TodayCountsDocument, { scope: 'PUBLIC' })
  const open = useShown(TodaySnapsDocument, { scope: 'PUBLIC', first: 20, statuses: OPEN })
  const figures = counts.data.value?.snapCounts
  useFirst(firstSnap(open))
  return (
    <>
      <Counts label={t('today.counts')} counts={[
        { label: t('today.waiting'), value: figures?.waiting },
        { label: t('today.inHand'), value: figures?.inHand },
        { label: t('today.solved'), value: figures?.solvedToday },
      ]} />
      <div class="near"><p class="small dim grow">{t('today.publicLead')}</p><Button compact href="/signin">{t('today.signIn')}</Button></div>
      <SnapSection title={t('today.public')} scope="PUBLIC" shown={open} selected={selected} hrefOf={hrefOf} showStatus
        aside={<Age at={open.at.value} />} empty={<Empty title={t('today.publicNone')}>{t('today.noneHint')}</Empty>} />
    </>
  )
}
