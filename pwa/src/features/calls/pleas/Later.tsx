import { useState } from 'preact/hooks'
import { AskExtensionDocument, AskLaterClosingDocument } from '../gql/graphql'
import { act } from '../../../api/request'
import { ClockRuler } from '../../../ui/ClockRuler'
import { Area, Field } from '../../../ui/Field'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import { fieldOf } from '../order/times'
import { StepPage } from '../step/StepPage'
import { useStep, useStepWords, type StepProps } from '../step/useStep'
import { dayAndClock } from '../when'
import { whoAsks } from './plea'
import { laterOf, LONGER, type Longer } from './later'

/** 申请延期: until when, and why; a unit for its work, the street for its closing. */
export function Later(props: StepProps) {
  const { call, choice } = props
  const { part } = choice
  const running = (part ?? call).clock
  const due = running?.dueAt ?? ''
  const [longer, choose] = useState<Longer>('day')
  const [own, setOwn] = useState('')
  const [why, setWhy] = useStepWords(props)
  const [missing, setMissing] = useState<string>()
  const at = laterOf(longer, own, due)
  const sending = useStep(props, [longer, own, why])
  const change = (next: Longer) => {
    if (next === 'own' && at) setOwn(fieldOf(at))
    choose(next)
  }
  const lackOf = (): string | undefined => {
    if (at === null) return t('later.noTime')
    if (at <= Date.parse(due)) return t('later.notLater')
    return why.trim() ? undefined : t('step.wordsNeeded')
  }
  const send = () => {
    const lack = lackOf()
    setMissing(lack)
    if (lack || at === null) return
    const until = new Date(at).toISOString()
    sending.send((id) => {
      const input = { id, callId: call.id, words: why.trim() }
      return part ? act(AskExtensionDocument, { input: { ...input, assignmentId: part.id }, until }) : act(AskLaterClosingDocument, { input: { ...input, expectedVersion: call.version }, until })
    })
  }
  return (
    <StepPage call={call} choice={choice} sending={sending} missing={missing} note={t('later.note')} label={t('later.do')} onSend={send}
      ask={part ? t('later.ask') : t('later.askClosing')} lead={due && t('later.limit', { who: whoAsks(call, part), at: dayAndClock(due) })}>
      {running && <ClockRuler {...running} />}
      <section class="sec stack">
        <h2>{t('later.until')}</h2>
        <Tiles segments label={t('later.until')} value={longer} onChoose={change} options={LONGER.map((value) => ({ value, label: t(`later.${value}`) }))} />
        {longer === 'own' && <Field label={t('meeting.ownTime')} type="datetime-local" value={own} onValue={setOwn} />}
        {longer !== 'own' && at !== null && <p class="small dim" aria-live="polite">{t('plea.until', { at: dayAndClock(new Date(at).toISOString()) })}</p>}
      </section>
      <div class="top"><Area label={t('later.why')} hint={t('later.whyHint')} value={why} rows={3} maxLength={500} onValue={setWhy} /></div>
    </StepPage>
  )
}
