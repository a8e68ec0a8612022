import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { CallOpenDocument, SeeOrderDocument, type CallOpenQuery } from '../gql/graphql'
import { act } from '../../../api/request'
import { me } from '../../../api/session'
import { useShown, type Shown } from '../../../api/shown'
import { Page } from '../../../shell/Page'
import { wider } from '../../../shell/wide'
import { Bar } from '../../../ui/Bar'
import { ClockRuler } from '../../../ui/ClockRuler'
import { Empty } from '../../../ui/Empty'
import { Icon } from '../../../ui/Icon'
import { Phrases } from '../../../ui/Phrases'
import { t } from '../../../words'
import { ago, left, now } from '../../../words/time'
import '../../snaps/detail/detail.css'
import { shortStreet } from '../awaited'
import '../calls.css'
import { callHead, putCall } from '../heads'
import type { CallFull } from '../steps'
import { Urgent } from '../Urgent'
import { dayAndClock, listed } from '../when'
import { Actions, useActions, type ActionsOf } from './Actions'
import { Facts } from './Facts'
import { Parties } from './Parties'
import { MapButton, PlaceMap } from './PlaceMap'
import { Seen } from './Seen'
import { Spent } from './Spent'
import { Story } from './Story'

/** Somebody has opened an order: the event does not say of which call, and is rare. */
const SEEN = 'call.order_seen'

/** One call's answer; stale when the feed tells of this call. */
export function useCall(id: string): Shown<CallOpenQuery> {
  const shown = useShown(CallOpenDocument, { id }, { staleBy: (event) => event.call?.id === id || event.kind === SEEN })
  useEffect(() => effect(() => void (shown.data.value?.call && putCall(shown.data.value.call))), [shown])
  return shown
}

/** Urgency, title, when and where, the units side by side, what it rests on, what happened; actions at the thumb. */
export function CallPane({ id }: { id: string }) {
  const shown = useCall(id)
  const call = shown.data.value?.call
  if (call) return <Known call={call} shown={shown} />
  const title = callHead(id)?.value.title || t('calls.title')
  const gone = shown.data.value?.call === null
  return (
    <Page title={title} bar={<Bar title={title} up="/calls" />}>
      {gone && <Empty title={t('call.gone')} action={{ label: t('call.toList'), href: '/calls' }}>{t('call.goneHint')}</Empty>}
      {!gone && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
    </Page>
  )
}

/** The desk sees who has opened the order: opening it is told, once. */
function useSeen(call: CallFull): void {
  const unseen = call.assignments.filter((part) => part.mine && part.clock && !part.looks.some((look) => look.person.personId === me.value?.person.id))
  const ids = unseen.map((part) => part.id).join(' ')
  useEffect(() => {
    for (const assignmentId of ids.split(' ').filter(Boolean)) void act(SeeOrderDocument, { assignmentId }).catch(() => undefined)
  }, [ids])
}

function Known({ call, shown }: { call: CallFull; shown: Shown<CallOpenQuery> }) {
  const actions = useActions(call, shown.reload)
  useSeen(call)
  const title = call.title || t('call.untitled')
  return (
    <Page title={title} docked={actions.docked} bar={<CallBar actions={actions} />} dock={<Actions actions={actions} />}>
      <p class="call-head"><Urgent urgency={call.urgency} /> <span class="small dim">{[t('call.ofStreet', { street: shortStreet(call.streetName) }), call.number].filter(Boolean).join(' · ')}</span></p>
      <h1 class="call-title"><Phrases text={title} /></h1>
      <When call={call} />
      {shown.problem.value && shown.at.value && <p class="note">{t('ui.shownAt', { age: ago(shown.at.value) })}</p>}
      <Parties call={call} />
      <div class="call-rests">
        <Facts call={call} />
        {!wider.value && <div class="wide"><PlaceMap call={call} /></div>}
      </div>
      {!wider.value && <Beside call={call} />}
    </Page>
  )
}

/** What a wide desk shows in its third pane, and everybody else below. */
function Beside({ call }: { call: CallFull }) {
  return (
    <>
      <StorySection call={call} />
      <Seen call={call} />
    </>
  )
}

const StorySection = ({ call }: { call: CallFull }) => (
  <section>
    <h2 class="detail-h2">{t('detail.story')}</h2>
    <Story call={call} />
  </section>
)

/** The story alone, beside a paper. */
export function CallStory({ id }: { id: string }) {
  const call = useCall(id).data.value?.call
  return call ? <StorySection call={call} /> : null
}

/** The third pane: the place first, then what happens there. */
export function CallSide({ id }: { id: string }) {
  const call = useCall(id).data.value?.call
  if (!call) return null
  return (
    <>
      <PlaceMap call={call} />
      <Beside call={call} />
      <Spent call={call} />
    </>
  )
}

const CallBar = ({ actions }: { actions: ActionsOf }) => (
  <div class="bar call-bar">
    <button class="ib narrow" type="button" aria-label={t('ui.back')} onClick={() => (history.length > 1 ? history.back() : location.assign('/calls'))}>
      <Icon name="back" />
    </button>
    <span class="t" />
    <button class="ib" type="button" aria-label={t('ui.more')} aria-haspopup="dialog" onClick={actions.openMore}><Icon name="more" /></button>
  </div>
)

/** When and where the units report; before the order, whose turn it is. */
function When({ call }: { call: CallFull }) {
  const { clock, reportAt } = call
  if (!reportAt) {
    return (
      <div class="call-when">
        <div class="row mid"><Icon name="pin" /><span class="grow"><span class="t">{t(`callStatus.${call.status}`)}</span><span class="m">{call.place || t('call.noPlace')}</span></span><MapButton call={call} /></div>
        {clock && <ClockRuler {...clock} />}
      </div>
    )
  }
  const coming = call.assignments.some((part) => part.status === 'DISPATCHED' || part.status === 'CONFIRMED')
  const ahead = call.status === 'IN_HAND' && coming && Date.parse(reportAt) > now.value
  return (
    <div class="call-when">
      <div class="row mid">
        <Icon name="clock" />
        <span class="grow">
          <span class="t">{listed([t('call.report', { at: dayAndClock(reportAt) }), ahead && left(reportAt)])}</span>
          <span class="m">{call.reportPlace}{call.status !== 'IN_HAND' && ` · ${t(`callStatus.${call.status}`)}`}</span>
        </span>
        <MapButton call={call} />
      </div>
    </div>
  )
}
