import { useSignal } from '@preact/signals'
import {
  CancelActivityDocument, JoinActivityDocument, LeaveActivityDocument, OneActivityDocument, SignOffActivityDocument, type ActivityPartsFragment, type ActivityStep,
} from './gql/graphql'
import { newId } from '../../api/ids'
import { act } from '../../api/request'
import { signedIn } from '../../api/session'
import { useShown } from '../../api/shown'
import { Page } from '../../shell/Page'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { Dock } from '../../ui/Dock'
import { Empty } from '../../ui/Empty'
import { Area } from '../../ui/Field'
import { Lamp } from '../../ui/Lamp'
import { Phrases } from '../../ui/Phrases'
import { Row, Rows } from '../../ui/Row'
import { Section } from '../../ui/Section'
import { Sheet } from '../../ui/Sheet'
import { toast } from '../../ui/Toast'
import { useTask, type Task } from '../../ui/useTask'
import { t } from '../../words'
import { date, now, span } from '../../words/time'
import { heads } from './ActivityRow'
import { ofActivities } from './stale'
import { dayName, hoursOf } from './when'

export type Activity = ActivityPartsFragment
type Asked = 'SIGN_OFF' | 'CANCEL' | null

/** /activities/:id: what, when, where, who comes; join, and for its organiser attendance and sign-off. */
export function One({ id }: { id: string }) {
  const shown = useShown(OneActivityDocument, { id }, { staleBy: ofActivities })
  const activity = shown.data.value?.activity
  if (activity) return <Shown activity={activity} reload={shown.reload} />
  const missing = shown.data.value !== undefined
  return (
    <Page title={t('activity.title')} bar={<Bar title={t('activity.title')} up="/activities" />}>
      {missing && <Empty title={t('activity.missing')} action={{ label: t('activity.title'), href: '/activities' }}>{t('activity.missingHint')}</Empty>}
      {!missing && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
    </Page>
  )
}

/** Steps of whoever called people together; any of them allowed shows whose it is. */
const OWN: readonly ActivityStep[] = ['CANCEL', 'RECORD_ATTENDANCE', 'SIGN_OFF']

const stepOf = (activity: Activity, step: ActivityStep) => activity.availableActions.find((one) => one.step === step)

function Shown({ activity, reload }: { activity: Activity; reload: () => Promise<void> }) {
  const asked = useSignal<Asked>(null)
  const task = useTask()
  const own = OWN.some((step) => stepOf(activity, step)?.allowed)
  return (
    <Page title={activity.title} docked bar={<Bar title={t('activity.one')} up="/activities" />}
      dock={own ? <OwnDock activity={activity} onAsk={(step) => (asked.value = step)} /> : <JoinDock activity={activity} task={task} reload={reload} />}>
      <h2 class="act-title"><Phrases text={activity.title} /></h2>
      <p class="act-state"><State activity={activity} /></p>
      <Facts activity={activity} />
      {activity.words && <p class="serif lead act-words">{activity.words}</p>}
      <Participants activity={activity} />
      <Sheet open={asked.value !== null} title={t(asked.value === 'CANCEL' ? 'activity.cancelAsk' : 'activity.signOffAsk')} onClose={() => (asked.value = null)}>
        {asked.value === 'CANCEL' && <CancelInside activity={activity} reload={reload} onClose={() => (asked.value = null)} />}
        {asked.value === 'SIGN_OFF' && <SignOffInside activity={activity} reload={reload} onClose={() => (asked.value = null)} />}
      </Sheet>
    </Page>
  )
}

/** How it stands: when it begins, that it goes on, or how it ended. */
function State({ activity: { status, startsAt, endsAt } }: { activity: Activity }) {
  if (status === 'CANCELLED') return <Lamp lamp="IDLE">{t('activity.CANCELLED')}</Lamp>
  if (status === 'SIGNED_OFF') return <Lamp lamp="GREEN">{t('activity.SIGNED_OFF')}</Lamp>
  if (Date.parse(endsAt) < now.value) return <Lamp lamp="AMBER">{t('activity.toSignOff')}</Lamp>
  if (Date.parse(startsAt) < now.value) return <Lamp lamp="GREEN">{t('activity.goesOn')}</Lamp>
  return <Lamp lamp="GREEN">{t('activity.begins', { span: span(Date.parse(startsAt) - now.value) })}</Lamp>
}

function Facts({ activity }: { activity: Activity }) {
  const { startsAt, endsAt, place, communityName, hours, pointsPerHour, organiserName, joined, capacity } = activity
  return (
    <>
      <dl class="facts">
        <dt>{t('activity.when')}</dt><dd>{date(startsAt)}（{dayName(startsAt)}） {hoursOf(startsAt, endsAt)}</dd>
        <dt>{t('activity.place')}</dt><dd>{communityName} · {place}</dd>
        <dt>{t('activity.points')}</dt><dd>{pointsPerHour > 0 ? t('activity.pointsSay', { hours, points: hours * pointsPerHour }) : t('activity.pointsNone')}</dd>
        <dt>{t('activity.organiser')}</dt><dd>{organiserName}</dd>
        <dt>{t('activity.who')}</dt><dd>{heads(activity)}</dd>
      </dl>
      {capacity !== null && <div class="meter-line" aria-hidden="true"><div class="meter"><i style={{ '--p': Math.min(1, joined / Math.max(1, capacity)) }} /></div></div>}
    </>
  )
}

/** Whoever calls people together sees them all, anybody else only the own row. */
function Participants({ activity: { participants, joined } }: { activity: Activity }) {
  if (!participants.length) return null
  const all = participants.length >= joined
  if (!all && participants.every(({ hours, earned }) => hours === null && earned === null)) return null
  const meta = (hours: number | null, earned: number | null) => [hours !== null && t('activity.hoursN', { n: hours }), earned !== null && t('activity.earnedN', { n: earned })].filter(Boolean).join(' · ')
  return (
    <Section title={t(all ? 'activity.participants' : 'activity.me')} count={all ? participants.length : undefined}>
      <Rows label={t('activity.participants')}>
        {participants.map(({ personId, name, hours, earned }) => <li key={personId}><Row icon="person" title={name} {...(hours !== null || earned !== null ? { meta: meta(hours, earned) } : {})} /></li>)}
      </Rows>
    </Section>
  )
}

/** Join, or leave again; a visitor is asked to sign in. */
function JoinDock({ activity, task, reload }: { activity: Activity; task: Task; reload: () => Promise<void> }) {
  const join = stepOf(activity, 'JOIN')
  const leave = stepOf(activity, 'LEAVE')
  const run = (document: typeof JoinActivityDocument | typeof LeaveActivityDocument, word: 'activity.joinDone' | 'activity.leaveDone') => () =>
    task.run(async () => {
      await act(document as typeof JoinActivityDocument, { id: newId(), activityId: activity.id }).finally(() => void reload())
      toast(t(word))
    })
  if (!signedIn.value && activity.status === 'OPEN') return <Dock note={t('activity.signInNote')}><Button kind="primary" href={`/signin?next=/activities/${activity.id}`}>{t('shell.signIn')}</Button></Dock>
  if (activity.status !== 'OPEN' || (!join && !leave)) return null
  const note = task.error ? <span class="danger" role="alert">{task.error}</span> : activity.joinedByMe ? t('activity.joinedNote') : (join?.reason ?? t('activity.joinNote'))
  return (
    <Dock note={note} noteId="activity-note">
      {activity.joinedByMe && leave && <Button busy={task.busy} refused={!leave.allowed} describedBy="activity-note" onClick={run(LeaveActivityDocument, 'activity.leaveDone')}>{t('activity.leave')}</Button>}
      {!activity.joinedByMe && join && <Button kind="primary" icon="check" busy={task.busy} refused={!join.allowed} describedBy="activity-note" onClick={run(JoinActivityDocument, 'activity.joinDone')}>{t('activity.join')}</Button>}
    </Dock>
  )
}

/** The organiser's: who came, then the signature that pays out. */
function OwnDock({ activity, onAsk }: { activity: Activity; onAsk: (step: Asked) => void }) {
  const record = stepOf(activity, 'RECORD_ATTENDANCE')
  const signOff = stepOf(activity, 'SIGN_OFF')
  const cancel = stepOf(activity, 'CANCEL')
  const ready = signOff?.allowed
  const note = ready ? t('activity.signOffNote') : (record?.reason ?? signOff?.reason)
  return (
    <Dock note={note} noteId="activity-note">
      {cancel?.allowed && !ready && <Button onClick={() => onAsk('CANCEL')}>{t('activity.cancel')}</Button>}
      {record && (ready ? <Button href={`/activities/${activity.id}/attendance`}>{t('activity.attendance')}</Button>
        : <Button kind="primary" icon="list" refused={!record.allowed} describedBy="activity-note" {...(record.allowed ? { href: `/activities/${activity.id}/attendance` } : {})}>{t('activity.attendance')}</Button>)}
      {ready && <Button kind="primary" icon="check" onClick={() => onAsk('SIGN_OFF')}>{t('activity.signOff')}</Button>}
    </Dock>
  )
}

interface InsideProps {
  activity: Activity
  reload: () => Promise<void>
  onClose: () => void
}

function SignOffInside({ activity, reload, onClose }: InsideProps) {
  const task = useTask()
  const came = activity.participants.filter(({ hours }) => (hours ?? 0) > 0)
  const hours = came.reduce((sum, one) => sum + (one.hours ?? 0), 0)
  const run = () =>
    task.run(async () => {
      await act(SignOffActivityDocument, { id: newId(), activityId: activity.id }).finally(() => void reload())
      toast(t('activity.signOffDone'))
      onClose()
    })
  return (
    <>
      <p>{t('activity.signOffSays', { n: came.length, hours, points: hours * activity.pointsPerHour })}</p>
      {task.error && <p class="danger top" role="alert">{task.error}</p>}
      <div class="foot"><Button onClick={onClose}>{t('ui.cancel')}</Button><Button kind="primary" busy={task.busy} onClick={run}>{t('activity.signOff')}</Button></div>
    </>
  )
}

function CancelInside({ activity, reload, onClose }: InsideProps) {
  const reason = useSignal('')
  const missing = useSignal(false)
  const task = useTask()
  const run = () => {
    missing.value = !reason.value.trim()
    if (missing.value) return
    task.run(async () => {
      await act(CancelActivityDocument, { id: newId(), activityId: activity.id, reason: reason.value.trim() }).finally(() => void reload())
      toast(t('activity.cancelDone'))
      onClose()
    })
  }
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); run() }}>
      <p class="small dim">{t('activity.cancelSays', { n: activity.joined })}</p>
      <Area label={t('activity.reason')} maxLength={200} value={reason.value} onValue={(value) => (reason.value = value)} error={missing.value ? t('manage.required') : task.error} />
      <div class="foot"><Button onClick={onClose}>{t('activity.keep')}</Button><Button kind="destructive" type="submit" busy={task.busy}>{t('activity.cancel')}</Button></div>
    </form>
  )
}
