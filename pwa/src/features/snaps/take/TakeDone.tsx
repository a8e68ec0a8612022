import { useLocation } from 'preact-iso'
import { me } from '../../../api/session'
import { receiptOf } from '../../../api/ids'
import { subject, type OutboxItem } from '../../../offline/format'
import { edit } from '../../../offline/edit'
import { halted } from '../../../offline/outbox'
import { Page } from '../../../shell/Page'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Icon } from '../../../ui/Icon'
import { Lamp } from '../../../ui/Lamp'
import { Timeline, type Moment } from '../../../ui/Timeline'
import { toast } from '../../../ui/Toast'
import { t } from '../../../words'
import { clock, date, dayOf, fours, now } from '../../../words/time'
import { reasonOf } from '../outbox/reason'
import { draft, startOver } from './making'
import { PushOffer } from './PushOffer'
import { TakeBar } from './TakeBar'
import { Thumb } from './Thumb'

const isMeToo = (item: OutboxItem): boolean => item.kind === 'backSnap'
const isFixed = (item: OutboxItem): boolean =>
  (item.variables.input as { fixedOnTheSpot?: boolean } | undefined)?.fixedOnTheSpot === true
const waitsForSignIn = (): boolean => me.value === null || halted.value === 'signIn'

/** A limit as a person would say it: the hour when it is today, else the day too. */
const by = (iso: string): string => (dayOf(Date.parse(iso)) === dayOf(now.value) ? clock(iso) : `${date(iso)} ${clock(iso)}`)

function heading(item: OutboxItem): string {
  if (item.state === 'needsYou') return t('take.doneRefused')
  if (isMeToo(item)) return t('take.doneMeToo')
  if (isFixed(item)) return t('take.doneFixed')
  return t(item.state === 'sent' ? 'take.doneSent' : 'take.doneWaiting')
}

function says(item: OutboxItem): string {
  if (item.state === 'needsYou') return reasonOf(item)
  if (item.state === 'waiting') return t(waitsForSignIn() ? 'take.saysSignIn' : 'take.saysWaiting')
  if (item.state === 'sending') return t('take.saysSending')
  if (isMeToo(item)) return t('take.saysMeToo')
  if (isFixed(item)) return t('take.saysFixed')
  const { dueAt, cellName } = item.answer ?? {}
  return dueAt && cellName ? t('take.saysSent', { by: by(dueAt) }) : t('take.saysSentNoCell')
}

/** After sending, with or without a network: the receipt number at once, what happens next, the state as it changes. */
export function TakeDone({ item, onClose, onAgain }: { item: OutboxItem; onClose: () => void; onAgain: () => void }) {
  const { route } = useLocation()
  const leave = isMeToo(item) ? () => void startOver().then(onClose) : onClose
  return (
    <Page title={t('take.title')} docked bar={<TakeBar icon="close" label={t('ui.close')} onBack={leave} />} dock={<Actions item={item} onAgain={onAgain} />}>
      <div class="take-state" role="status"><StateLamp item={item} /></div>
      <h1>{heading(item)}</h1>
      <p class="dim take-says">{says(item)}</p>
      {isMeToo(item) ? <MeToo item={item} onReport={() => route('/snap?step=details')} /> : <Receipt item={item} number={receiptOf(item.id)} />}
      {item.state !== 'needsYou' && !isFixed(item) && !isMeToo(item) && (
        <>
          <h2 class="take-after">{t('take.afterwards')}</h2>
          <Timeline moments={moments(item)} />
        </>
      )}
      {item.state === 'sent' && <PushOffer />}
    </Page>
  )
}

function StateLamp({ item }: { item: OutboxItem }) {
  if (item.state === 'sent') return <Lamp lamp="GREEN">{t('take.stateSent', { at: clock(item.sentAt ?? item.madeAt) })}</Lamp>
  if (item.state === 'needsYou') return <Lamp lamp="AMBER">{t('take.stateRefused')}</Lamp>
  const waiting = waitsForSignIn() ? 'take.stateSignIn' : 'take.stateWaiting'
  return <span class="lamp n"><Icon name={item.state === 'sending' ? 'send' : 'clock'} small />{t(item.state === 'sending' ? 'take.stateSending' : waiting)}</span>
}

function Receipt({ item, number }: { item: OutboxItem; number: string }) {
  const copy = () => void navigator.clipboard.writeText(number).then(() => toast(t('take.copied')))
  return (
    <div class="take-receipt">
      <Thumb id={item.photos[0]?.id} alt={item.photos.length ? t('take.yourPhoto') : ''} icon={isMeToo(item) ? 'people' : 'pencil'} class="thumb take-face" />
      <div class="grow">
        <div class="take-label">
          <span class="small dim">{t('take.number')}</span>
          {'clipboard' in navigator && <Button kind="quiet" compact class="take-end" onClick={copy}>{t('take.copy')}</Button>}
        </div>
        <div class="code take-number">{fours(number).split('\u00A0').map((four) => <span key={four}>{four} </span>)}</div>
      </div>
    </div>
  )
}

function MeToo({ item, onReport }: { item: OutboxItem; onReport: () => void }) {
  const hasPhoto = (draft.value?.photos.length ?? 0) > 0
  return (
    <>
      {item.answer && <Receipt item={item} number={item.answer.receipt ?? receiptOf(item.id)} />}
      <p class="serif lead take-hint">{item.title}</p>
      {hasPhoto && (
        <p class="small dim take-hint">
          {t('take.photoNotSent')} <button type="button" class="take-word" onClick={onReport}>{t('take.reportAnyway')}</button>
        </p>
      )}
    </>
  )
}

function moments(item: OutboxItem): Moment[] {
  const sent = item.state === 'sent'
  const { dueAt, cellName, communityName } = item.answer ?? {}
  const check: Moment = {
    key: 'check',
    tense: sent ? 'now' : 'next',
    title: t('take.then.check'),
    children: cellName ? `${communityName ?? ''} ${cellName}`.trim() : undefined,
  }
  const due = dueAt ? { time: t('time.solveBy', { at: by(dueAt) }), at: dueAt } : {}
  const send: Moment = { key: 'send', tense: 'now', title: t(waitsForSignIn() ? 'take.then.signIn' : 'take.then.send'), children: t('take.then.sendHint') }
  return [
    ...(sent ? [] : [send]),
    check,
    { key: 'handle', tense: 'next', title: t('take.then.handle'), ...due, children: t('take.then.handleHint') },
    { key: 'confirm', tense: 'next', title: t('take.then.confirm'), children: t('take.then.confirmHint') },
  ]
}

function Actions({ item, onAgain }: { item: OutboxItem; onAgain: () => void }) {
  const { route } = useLocation()
  const again = <Button icon="camera" onClick={() => (isMeToo(item) ? void startOver().then(onAgain) : onAgain())}>{t('take.again')}</Button>
  const mend = () => void edit(item.id).then((path) => route(path))
  const look = () => void (isMeToo(item) ? startOver() : Promise.resolve()).then(() => route(`/snaps/${subject(item)}`))
  return (
    <Dock>
      {again}
      {item.state === 'needsYou' && <Button kind="primary" onClick={mend}>{t('take.mend')}</Button>}
      {item.state === 'sent' && <Button kind="primary" onClick={look}>{t('take.look')}</Button>}
      {item.state !== 'needsYou' && item.state !== 'sent' && <Button kind="primary" href="/outbox">{t('take.toOutbox')}</Button>}
    </Dock>
  )
}
