import { TodayCountsDocument, TodaySnapsDocument } from '../../api/gql/graphql'
import { may, me } from '../../api/session'
import { useShown } from '../../api/shown'
import { Counts } from '../../ui/Counts'
import { Empty } from '../../ui/Empty'
import { t } from '../../words'
import { Age } from './Age'
import { useFirst } from './first'
import { SnapSection } from './SnapSection'

interface Props {
  hrefOf: (id: string) => string
  selected?: string | undefined
}

/** What a person with a post watches: their area; a resident: their own. */
const scope = (): 'AREA' | 'MINE' => (me.value?.posts.length && may('snap:read') ? 'AREA' : 'MINE')

/** Staff have things to handle, residents to confirm. */
const turn = (): string => t(me.value?.posts.length ? 'today.needsMe' : 'today.confirmMine')

/** The signed-in person's day. */
export function Mine({ hrefOf, selected }: Props) {
  const counts = useShown(TodayCountsDocument, { scope: scope() })
  const needsMe = useShown(TodaySnapsDocument, { scope: 'NEEDS_ME', first: 20 })
  const following = useShown(TodaySnapsDocument, { scope: 'FOLLOWING', first: 10 })
  const figures = counts.data.value?.snapCounts
  useFirst(needsMe, following)
  // nothing stands below a list whose length is not known yet: it would be pushed away
  const answered = needsMe.data.value ?? needsMe.problem.value
  const open = figures ? figures.waiting + figures.inHand : undefined
  return (
    <>
      <Counts label={t('today.counts')} counts={[
        { label: t('today.inHand'), value: open },
        { label: t(figures?.red ? 'today.red' : 'today.amber'), value: figures?.red || figures?.amber },
        { label: t('today.solved'), value: figures?.solvedToday },
      ]} />
      <SnapSection title={turn()} scope="NEEDS_ME" shown={needsMe} count={figures?.needsMe} selected={selected}
        hrefOf={hrefOf} aside={<Age at={needsMe.at.value} />} empty={
          <Empty title={t('today.noneTitle')} {...(scope() === 'AREA' && open ? { action: { label: t('today.noneArea', { n: open }), href: '/snaps?scope=AREA' } } : {})}>
            {t('today.noneHint')}
          </Empty>
        } />
      {answered && (
        <SnapSection title={t('today.following')} scope="FOLLOWING" shown={following} selected={selected} hrefOf={hrefOf} showStatus empty={
          <Empty title={t('today.followNone')} action={{ label: t('today.followSnap'), href: '/snap' }}>{t('today.followNoneHint')}</Empty>
        } />
      )}
    </>
  )
}
