import { useState } from 'preact/hooks'
import { may, signedIn } from '../../../api/session'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Icon } from '../../../ui/Icon'
import { Sheet } from '../../../ui/Sheet'
import { toast } from '../../../ui/Toast'
import { t } from '../../../words'
import { whyKept } from '../../../offline/kept'
import { explain } from '../../../words/problems'
import { left } from '../../../words/time'
import { lampNow } from '../../../ui/ClockRuler'
import { FORMS, offer, type AskedStep, type Offered, type Step } from './steps'
import { StepSheet } from './StepSheet'
import { awaited, type SnapFull } from './story'
import type { OutboxItem } from '../../../offline/format'
import { waitingFor } from '../../../offline/outbox'
import { take, takeSoon } from './take'

export interface ActionsOf {
  snap: SnapFull
  offered: Offered
  docked: boolean
  /** the step that is on its way */
  busy: Step | null
  /** earlier steps that have not reached the server; while one is asked for or on its way the dock stays as it was */
  waiting: OutboxItem[]
  problem: string | null
  asking: AskedStep | null
  more: boolean
  begin: (step: Step) => void
  done: (step: Step, how: 'done' | 'queued', name?: string) => void
  openMore: () => void
  closeMore: () => void
  /** gives up what is being asked */
  close: () => void
  reload: () => Promise<void>
}

/** What can be done with the snap, and what is being asked or sent just now. */
export function useActions(snap: SnapFull, reload: () => Promise<void>): ActionsOf {
  const [asking, setAsking] = useState<AskedStep | null>(null)
  const [more, setMore] = useState(false)
  const [busy, setBusy] = useState<Step | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const offered = offer(snap, may)
  const waiting = busy || asking ? [] : waitingFor(snap.id)

  const done = (step: Step, how: 'done' | 'queued', name = '') => {
    setAsking(null)
    toast(how === 'queued' ? whyKept() : t(`done.${step}`, { name }))
    void reload()
  }
  const atOnce = async (step: Step) => {
    setBusy(step)
    setProblem(null)
    try {
      if (FORMS[step].undo && navigator.onLine) toast(t(`done.${step}`, { name: '' }), await takeSoon(step, snap))
      else done(step, await take(step, snap, {}))
    } catch (error) {
      setProblem(explain(error))
      void reload()
    } finally {
      setBusy(null)
    }
  }
  const begin = (step: Step) => {
    setMore(false)
    setProblem(null)
    if (FORMS[step].atOnce) void atOnce(step)
    else setAsking(step as AskedStep)
  }
  return {
    snap,
    offered,
    docked: !signedIn.value || offered.primary !== null || waiting.length > 0,
    busy,
    waiting,
    problem,
    asking,
    more,
    begin,
    done,
    openMore: () => setMore(true),
    // a sheet that closes says so late, when the next one may be open: each closes itself alone
    closeMore: () => setMore(false),
    close: () => setAsking(null),
    reload,
  }
}

/** The dock at the thumb and the sheets that it opens. */
export function Actions({ actions }: { actions: ActionsOf }) {
  return (
    <>
      {actions.docked && <AtThumb actions={actions} />}
      <Sheet open={actions.more} title={t('detail.moreTitle')} onClose={actions.closeMore}><More actions={actions} /></Sheet>
      {actions.asking && <StepSheet key={actions.asking} step={actions.asking} actions={actions} />}
    </>
  )
}

function AtThumb({ actions }: { actions: ActionsOf }) {
  const { snap, offered, busy, waiting, problem } = actions
  if (!signedIn.value) return <Dock note={t('detail.signInNote')}><Button kind="primary" href={`/signin?next=/snaps/${snap.id}`}>{t('shell.signIn')}</Button></Dock>
  if (waiting.length) {
    const stuck = waiting.find((item) => item.state === 'needsYou')
    return (
      <Dock note={stuck ? (stuck.reason?.message || t('detail.waitingStuck')) : t(navigator.onLine ? 'detail.waitingNow' : 'done.queued')}>
        <Button href="/outbox">{t('detail.seeOutbox')}</Button>
      </Dock>
    )
  }
  const { primary, secondary } = offered
  return (
    <Dock note={problem ? <span class="danger" role="alert">{problem}</span> : noteOf(snap)}>
      {secondary && <Button icon={FORMS[secondary].icon} busy={busy === secondary} onClick={() => actions.begin(secondary)}>{t(`do.${secondary}`)}</Button>}
      {primary && <Button kind="primary" icon={FORMS[primary].icon} busy={busy === primary} onClick={() => actions.begin(primary)}>{t(`do.${primary}`)}</Button>}
    </Dock>
  )
}

/** Deadline first: explain at the thumb only when it is near or past. */
function noteOf(snap: SnapFull): string | null {
  const lamp = lampNow(snap)
  if (!snap.dueAt || (lamp !== 'AMBER' && lamp !== 'RED')) return null
  return [awaited(snap), left(snap.dueAt)].filter(Boolean).join('，')
}

function More({ actions }: { actions: ActionsOf }) {
  return (
    <ul class="rows">
      {actions.offered.more.map(({ step, reason }) => (
        <li key={step}>
          {reason === null ? (
            <button type="button" class={FORMS[step].destructive ? 'row mid danger' : 'row mid'} onClick={() => actions.begin(step)}>
              <Icon name={FORMS[step].icon} />
              <span class="grow">{t(`do.${step}`)}</span>
              <Icon name="forward" small />
            </button>
          ) : (
            <div class="row mid">
              <span class="faint"><Icon name={FORMS[step].icon} /></span>
              <span class="grow"><span class="faint">{t(`do.${step}`)}</span><span class="m">{reason}</span></span>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
