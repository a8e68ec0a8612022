import { useState } from 'preact/hooks'
import { may } from '../../../api/session'
import { partOf, type OutboxItem } from '../../../offline/format'
import { waitingFor } from '../../../offline/outbox'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Icon } from '../../../ui/Icon'
import { Sheet } from '../../../ui/Sheet'
import { toast } from '../../../ui/Toast'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { FORMS, offer, pathOf, type CallFull, type Choice, type Offered } from '../steps'
import { take } from '../take'
import { labelOn, shortUnit } from './parties'
import { StepSheet } from './StepSheet'

export interface ActionsOf {
  call: CallFull
  offered: Offered
  /** check-ins and feedback that have not reached the server */
  waiting: OutboxItem[]
  docked: boolean
  busy: boolean
  error: string | undefined
  asking: Choice | null
  more: boolean
  begin: (choice: Choice) => void
  openMore: () => void
  close: () => void
  reload: () => Promise<void>
}

/** What can be done with the call, and what is being asked or sent just now. */
export function useActions(call: CallFull, reload: () => Promise<void>): ActionsOf {
  const [asking, setAsking] = useState<Choice | null>(null)
  const [more, setMore] = useState(false)
  const task = useTask()
  const waiting = waitingFor(call.id)
  const offered = offer(call, may, new Set(waiting.flatMap((item) => partOf(item) ?? [])))
  const begin = (choice: Choice) => {
    setMore(false)
    if (FORMS[choice.step].how === 'sheet') return setAsking(choice)
    return task.run(async () => {
      await take(call, choice).finally(() => void reload())
      toast(t(`callDone.${choice.step}`, { unit: shortUnit(choice.part?.unitName ?? '') }))
    })
  }
  return {
    call, offered, waiting, docked: offered.primary !== null || waiting.length > 0, busy: task.busy, error: task.error, asking, more, begin, reload,
    openMore: () => setMore(true),
    close: () => { setMore(false); setAsking(null) },
  }
}

/** The dock at the thumb and the sheets that it opens. */
export function Actions({ actions }: { actions: ActionsOf }) {
  const { asking } = actions
  return (
    <>
      {actions.docked && <AtThumb actions={actions} />}
      <Sheet open={actions.more} title={t('call.moreTitle')} onClose={actions.close}><More actions={actions} /></Sheet>
      {asking && <StepSheet key={`${asking.step} ${asking.part?.id}`} call={actions.call} choice={asking} onClose={actions.close} onDone={() => { actions.close(); void actions.reload() }} />}
    </>
  )
}

function AtThumb({ actions }: { actions: ActionsOf }) {
  const { offered: { primary, secondary }, error, waiting } = actions
  return (
    <Dock note={error ? <span class="danger" role="alert">{error}</span> : waiting.length > 0 && <Waiting items={waiting} />}>
      {waiting.length > 0 && <Button href="/outbox">{t('detail.seeOutbox')}</Button>}
      {secondary && <StepButton choice={secondary} actions={actions} />}
      {primary && <StepButton choice={primary} actions={actions} primary />}
    </Dock>
  )
}

/** A check-in or feedback of this call that has not reached the server yet: where it is, and why. */
function Waiting({ items }: { items: readonly OutboxItem[] }) {
  const stuck = items.find((item) => item.state === 'needsYou')
  const first = (stuck ?? items[0])?.title.split(' · ')[0] ?? ''
  return (
    <span class={stuck ? 'danger' : undefined} role="status">
      {first}：{stuck ? stuck.reason?.message || t('detail.waitingStuck') : t(navigator.onLine ? 'detail.waitingNow' : 'done.queued')}
    </span>
  )
}

/** A step with a screen of its own is a link to it. */
function StepButton({ choice, actions, primary }: { choice: Choice; actions: ActionsOf; primary?: boolean }) {
  const { icon, how } = FORMS[choice.step]
  const target = how === 'screen' ? { href: pathOf(actions.call.id, choice) } : { onClick: () => actions.begin(choice), busy: actions.busy }
  return <Button kind={primary ? 'primary' : 'secondary'} {...(primary ? { icon } : {})} {...target}>{labelOn(actions.call, choice)}</Button>
}

function More({ actions }: { actions: ActionsOf }) {
  return (
    <ul class="rows">
      {actions.call.form && <Paper href={`/calls/${actions.call.id}/form`} word={t('form.open')} />}
      {actions.call.dispatchedAt && <Paper href={`/calls/${actions.call.id}/order`} word={t('order.open')} />}
      {actions.offered.more.map(({ choice, reason }) => (
        <li key={`${choice.step} ${choice.part?.id}`}>
          {reason === null ? <MoreRow choice={choice} actions={actions} /> : (
            <div class="row mid">
              <span class="faint"><Icon name={FORMS[choice.step].icon} /></span>
              <span class="grow"><span class="faint">{labelOn(actions.call, choice)}</span><span class="m">{reason}</span></span>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

const Paper = ({ href, word }: { href: string; word: string }) => (
  <li><a class="row mid" href={href}><Icon name="list" /><span class="grow">{word}</span><Icon name="forward" small /></a></li>
)

function MoreRow({ choice, actions }: { choice: Choice; actions: ActionsOf }) {
  const { icon, how, destructive } = FORMS[choice.step]
  const cls = destructive ? 'row mid danger' : 'row mid'
  const face = <><Icon name={icon} /><span class="grow">{labelOn(actions.call, choice)}</span><Icon name="forward" small /></>
  if (how === 'screen') return <a class={cls} href={pathOf(actions.call.id, choice)}>{face}</a>
  return <button type="button" class={cls} onClick={() => actions.begin(choice)}>{face}</button>
}
