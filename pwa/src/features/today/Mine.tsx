import { TodayCountsDocument, TodaySnapsDocument, type TodayCountsQuery, type TodaySnapsQuery } from '../../api/gql/graphql'
import { MY_SNAPS } from '../../api/mine'
import { may, me } from '../../api/session'
import { useShown, type Shown } from '../../api/shown'
import { screen } from '../../shell/screen'
import { Counts } from '../../ui/Counts'
import { Empty } from '../../ui/Empty'
import { Row, Rows } from '../../ui/Row'
import { t } from '../../words'
import { Age } from './Age'
import { CallRows } from './CallRows'
import { firstOf, firstSnap, useFirst } from './first'
import { SnapSection } from './SnapSection'
import { hasCalls, useCallsForMe, type CallsForMe } from './useCalls'
import { countOf, useWishesForMe, type WishesForMe } from './useWishes'
import { WishRows } from './Wishes'

interface Props {
  hrefOf: (id: string) => string
  /** the snap or the call beside the list */
  selected?: string | undefined
}

/** What a person with a post watches: their area; a resident: their own. */
const scope = (): 'AREA' | 'MINE' => (me.value?.posts.length && may('snap:read') ? 'AREA' : 'MINE')

/** Staff and claimers have things to handle, residents to confirm. */
const turn = (promised: number): string => t(me.value?.posts.length || promised ? 'today.needsMe' : 'today.confirmMine')

interface NeedsMeProps extends Props {
  shown: Shown<TodaySnapsQuery>
  calls: CallsForMe
  wishes: WishesForMe | undefined
  count: number | undefined
  /** open in the area */
  open: number | undefined
}

/** Unknown while one of them is. */
const total = (...counts: (number | undefined)[]): number | undefined =>
  counts.every((count) => count !== undefined) ? counts.reduce((sum, count) => sum + count, 0) : undefined

/** Whose turn it is now: calls before wishes and snaps, for several parties wait with each of them. */
function NeedsMe({ shown, calls, wishes, count, open, hrefOf, selected }: NeedsMeProps) {
  const ready = calls.all !== undefined && wishes !== undefined
  const area = scope() === 'AREA' && open ? { action: { label: t('today.noneArea', { n: open }), href: '/snaps?scope=AREA' } } : {}
  return (
    <SnapSection title={turn(wishes?.due.length ?? 0)} scope="NEEDS_ME" shown={shown} count={total(count, calls.all, wishes && countOf(wishes))} selected={selected} hrefOf={hrefOf}
      aside={<Age at={shown.at.value} />} ready={ready}
      lead={ready && <>{may('people:write') && <ToManage />}{may('branch:keep') && <ToCounter />}{hasCalls() && <CallRows calls={calls} selected={selected} />}<WishRows wishes={wishes} /></>}
      empty={calls.all || (wishes && countOf(wishes)) ? null : <Empty title={t('today.noneTitle')} {...area}>{t('today.noneHint')}</Empty>} />
  )
}

const OnTheWay = screen(() => import('./OnTheWay'))

/** Whoever keeps a branch stands at its counter all day. */
const ToCounter = () => <Rows><li><Row href="/bank/counter" icon="scan" on chevron title={t('today.counter')} /></li></Rows>

/** Whoever keeps people, posts and units has little that comes by itself. */
const ToManage = () => <Rows><li><Row href="/manage" icon="gear" on chevron title={t('today.manage')} meta={t('today.manageHint')} /></li></Rows>

/** What others do something about: snaps, then one's own wishes and what one has promised. */
function Following({ shown, wishes, ...rows }: Props & { shown: Shown<TodaySnapsQuery>; wishes: WishesForMe }) {
  const onTheWay = wishes.mine.length + wishes.claimed.length > 0
  return (
    <>
      <SnapSection title={t('today.following')} scope="FOLLOWING" shown={shown} {...rows} showStatus empty={onTheWay ? null : (
        <Empty title={t('today.followNone')} action={{ label: t('today.followSnap'), href: '/snap' }}>{t('today.followNoneHint')}</Empty>
      )} />
      {onTheWay && <OnTheWay wishes={wishes} />}
    </>
  )
}

/** How the area's snaps stand, or one's own; nothing for staff who have no area. */
function Figures({ figures, open }: { figures: TodayCountsQuery['snapCounts'] | undefined; open: number | undefined }) {
  if (scope() === 'MINE' && me.value?.posts.length) return null
  return (
    <Counts label={t('today.counts')} counts={[
      { label: t('today.inHand'), value: open },
      { label: t(figures?.red ? 'today.red' : 'today.amber'), value: figures?.red || figures?.amber },
      { label: t('today.solved'), value: figures?.solvedToday },
    ]} />
  )
}

/** The signed-in person's day. */
export function Mine({ hrefOf, selected }: Props) {
  const counts = useShown(TodayCountsDocument, { scope: scope() })
  const needsMe = useShown(TodaySnapsDocument, MY_SNAPS)
  const calls = useCallsForMe()
  const wishes = useWishesForMe()
  const following = useShown(TodaySnapsDocument, { scope: 'FOLLOWING', first: 10 })
  const figures = counts.data.value?.snapCounts
  useFirst(firstOf(calls, firstSnap(needsMe, following)))
  // nothing stands below a list whose length is not known yet: it would be pushed away
  const answered = calls.all !== undefined && wishes && (needsMe.data.value ?? needsMe.problem.value)
  const open = figures ? figures.waiting + figures.inHand : undefined
  return (
    <>
      <Figures figures={figures} open={open} />
      <NeedsMe shown={needsMe} calls={calls} wishes={wishes} count={figures?.needsMe} open={open} hrefOf={hrefOf} selected={selected} />
      {answered && <Following shown={following} wishes={wishes} hrefOf={hrefOf} selected={selected} />}
    </>
  )
}
