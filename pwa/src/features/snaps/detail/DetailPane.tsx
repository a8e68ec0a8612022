import { useEffect, useRef } from 'preact/hooks'
import { SnapDetailDocument } from '../../../api/gql/graphql'
import { may } from '../../../api/session'
import { useShown, type Shown } from '../../../api/shown'
import type { SnapDetailQuery } from '../../../api/gql/graphql'
import { snapHead } from '../../../api/snaps'
import { Page } from '../../../shell/Page'
import { Bar } from '../../../ui/Bar'
import { ClockRuler, lampNow, Left } from '../../../ui/ClockRuler'
import { Empty } from '../../../ui/Empty'
import { Icon } from '../../../ui/Icon'
import { Phrases } from '../../../ui/Phrases'
import { Lamp } from '../../../ui/Lamp'
import { t } from '../../../words'
import { ago, fours } from '../../../words/time'
import { titleOf } from '../list/title'
import { Actions, useActions } from './Actions'
import { Backers } from './Backers'
import './detail.css'
import { Facts } from './Facts'
import { MiniMap } from './MiniMap'
import { Photos } from './Photos'
import { Story } from './Story'
import { awaited, type SnapFull } from './story'

/** One snap's answer; stale when the feed tells of this snap. */
function useSnap(id: string): Shown<SnapDetailQuery> {
  const call = useRef<string | undefined>(undefined)
  const shown = useShown(SnapDetailDocument, { id }, { staleBy: (event) => event.snap?.id === id || (event.call !== null && event.call.id === call.current) })
  call.current = shown.data.value?.callOfSnap?.id
  return shown
}

interface Props {
  id: string
  /** the story has a pane of its own */
  withoutStory?: boolean
}

/** Photo, words, clock, facts, story; actions at the thumb. */
export function DetailPane({ id, withoutStory = false }: Props) {
  const shown = useSnap(id)
  const snap = shown.data.value?.snap
  if (snap) return <Known snap={snap} shown={shown} withoutStory={withoutStory} />
  const head = snapHead(id)?.value
  const title = head ? titleOf(head) : t('list.title')
  const gone = shown.data.value?.snap === null
  return (
    <Page title={title} bar={<Bar title={title} up="/snaps" />}>
      {gone && <Empty title={t('detail.gone')} action={{ label: t('detail.toList'), href: '/snaps' }}>{t('detail.goneHint')}</Empty>}
      {!gone && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
      {!gone && !shown.problem.value && <div class="ghost detail-waiting" aria-hidden="true" />}
    </Page>
  )
}

function Known({ snap, shown, withoutStory }: { snap: SnapFull; shown: Shown<SnapDetailQuery>; withoutStory: boolean }) {
  const actions = useActions(snap, shown.reload)
  const call = shown.data.value?.callOfSnap
  const name = t('detail.title', { receipt: fours(snap.receipt) })
  useEffect(() => {
    document.title = `${titleOf(snap)} · ${t('app.name')}`
  }, [snap])
  return (
    <Page title={titleOf(snap)} docked={actions.docked} bar={<DetailBar title={name} actions={actions} />} dock={<Actions actions={actions} />}>
      <Photos photos={snap.photos} title={titleOf(snap)} />
      <Headline snap={snap} />
      <Clock snap={snap} />
      {shown.problem.value && shown.at.value && <p class="note">{t('ui.shownAt', { age: ago(shown.at.value) })}</p>}
      <div class="detail-where">
        <Facts snap={snap} />
        <MiniMap snap={snap} />
      </div>
      {snap.mergedInto && (
        <a class="row mid detail-line" href={`/snaps/${snap.mergedInto.id}`}>
          <Icon name="list" />
          <span class="grow">{t('detail.merged', { title: titleOf(snap.mergedInto) })}</span>
          <Icon name="forward" small />
        </a>
      )}
      {call && <BehindCall call={call} />}
      {(!call || call.status === 'WITHDRAWN') && <ToCall snap={snap} />}
      <Backers snap={snap} actions={actions} />
      {!withoutStory && <StorySection snap={snap} />}
    </Page>
  )
}

const DetailBar = ({ title, actions }: { title: string; actions: ReturnType<typeof useActions> }) => (
  <div class="bar">
    <BackTo />
    <p class="t">{title}</p>
    {actions.offered.more.length > 0 && (
      <button class="ib" type="button" aria-label={t('ui.more')} aria-haspopup="dialog" onClick={actions.openMore}><Icon name="more" /></button>
    )}
  </div>
)

const BackTo = () => (
  <button class="ib narrow" type="button" aria-label={t('ui.back')} onClick={() => (history.length > 1 ? history.back() : location.assign('/snaps'))}>
    <Icon name="back" />
  </button>
)

/** The reporter's own words in Songti; the category's name in the system's type where there are none. */
function Headline({ snap }: { snap: SnapFull }) {
  const words = snap.words.trim()
  if (!words) return <h1 class="detail-title">{t(`category.${snap.category}`)}</h1>
  return <h1 class={words.length > 28 ? 'detail-title serif long' : 'detail-title serif'}><Phrases text={words} /></h1>
}

function Clock({ snap }: { snap: SnapFull }) {
  if (snap.lamp === 'IDLE' || !snap.dueAt) return <Lamp lamp="IDLE">{snap.mine ? (awaited(snap) ?? t(`status.${snap.status}`)) : t(`status.${snap.status}`)}</Lamp>
  return <ClockRuler lamp={snap.lamp} limitStart={snap.limitStart} dueAt={snap.dueAt} />
}

const StorySection = ({ snap }: { snap: SnapFull }) => (
  <section>
    <h2 class="detail-h2">{t('detail.story')}</h2>
    <Story snap={snap} />
  </section>
)

/** The call that it was raised to: how it stands, for those who may see it. */
function BehindCall({ call }: { call: NonNullable<SnapDetailQuery['callOfSnap']> }) {
  const { clock } = call
  return (
    <a class="row mid detail-line" href={`/calls/${call.id}`}>
      <Lamp lamp={clock ? lampNow(clock) : 'IDLE'} />
      <span class="grow"><span class="t">{call.number ?? t('nav.calls')} · {t(`callStatus.${call.status}`)}</span><span class="m">{call.title}</span></span>
      {clock && <Left {...clock} />}
      <Icon name="forward" small />
    </a>
  )
}

/** What one street cannot solve alone: its clerk starts a call from here. */
function ToCall({ snap }: { snap: SnapFull }) {
  if (snap.status !== 'AT_STREET' || !may('call:draft')) return null
  return (
    <a class="row mid detail-line" href={`/calls/new?snap=${snap.id}`}>
      <Icon name="call" />
      <span class="grow"><span class="t">{t('detail.toCall')}</span><span class="m">{t('detail.toCallHint')}</span></span>
      <Icon name="forward" small />
    </a>
  )
}

/** The third pane of a wide desk. */
export function DetailStory({ id }: { id: string }) {
  const snap = useSnap(id).data.value?.snap
  return snap ? <StorySection snap={snap} /> : null
}
