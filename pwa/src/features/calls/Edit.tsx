import { useLocation } from 'preact-iso'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { newId } from '../../api/ids'
import { Refused } from '../../api/request'
import { Page } from '../../shell/Page'
import { useReturn } from '../../shell/trail'
import { wide } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { Dock } from '../../ui/Dock'
import { Empty } from '../../ui/Empty'
import { toast } from '../../ui/Toast'
import { useSendKey } from '../../ui/useSendKey'
import { useTask } from '../../ui/useTask'
import { Phrases } from '../../ui/Phrases'
import { t } from '../../words'
import './calls.css'
import './steps.css'
import { missingField, questionOf, QUESTIONS, type Question } from './draft/form'
import { Notes, Safety } from './draft/Notes'
import { ASK } from './draft/questions'
import { closeDraft, draft, known, openDraft, push, refusal, submit } from './draft/saving'
import { StepBar } from '../../ui/StepBar'

/** /calls/:id/edit?q=: the call form, one question a screen on a phone, all on one page at a desk. */
export default function Edit({ id }: { id: string }) {
  useEffect(() => {
    void openDraft(id)
    return () => void closeDraft()
  }, [id])
  const { call, gone } = known.value
  const against = call?.availableActions.find((one) => one.step === 'EDIT' && !one.allowed)?.reason
  if (gone || against)
    return (
      <Page title={t('draft.title')} bar={<Bar title={t('draft.title')} up="/calls" />}>
        {against
          ? <Empty title={against} action={{ label: t('sign.seeCall'), href: `/calls/${id}` }}>{t('draft.over')}</Empty>
          : <Empty title={t('call.gone')} action={{ label: t('call.toList'), href: '/calls' }}>{t('call.goneHint')}</Empty>}
      </Page>
    )
  if (draft.value?.id !== id) return <Page title={t('draft.title')} bar={<Bar title={t('draft.title')} up="/calls" />}>{null}</Page>
  return <Writing id={id} />
}

/** Brings what is missing into view and under the keyboard. */
function show(field: string): void {
  const target = document.querySelector<HTMLElement>(`[data-field="${field}"] :is(input, textarea, button)`)
  target?.scrollIntoView({ block: 'center' })
  target?.focus()
}

/** Sends it for signature; what is missing is named and jumped to. */
function useSubmit(id: string, go: (question: Question) => void) {
  const goBackTo = useReturn()
  const [lacking, setLacking] = useState<{ field: string; why: string } | null>(null)
  const step = useMemo(newId, [draft.value?.touchedAt])
  const task = useTask()
  const jump = (field: string, why: string) => {
    setLacking({ field, why })
    go(questionOf(field))
    setTimeout(() => show(field))
  }
  const send = () => {
    const field = missingField(draft.peek()!.form)
    if (field) return jump(field, t(`draft.missing.${field}`))
    setLacking(null)
    return task.run(async () => {
      try {
        await submit(step)
        toast(t('callDone.SUBMIT'))
        goBackTo(`/calls/${id}`)
      } catch (error) {
        if (error instanceof Refused && error.problem.field) jump(error.problem.field, error.problem.message)
        throw error
      }
    })
  }
  return { lacking, clear: () => setLacking(null), send, busy: task.busy, error: task.error }
}

/** What was named as missing is said until something is written. */
function useClearing({ clear }: ReturnType<typeof useSubmit>): void {
  const touched = draft.value?.touchedAt
  const last = useRef(touched)
  useEffect(() => {
    if (last.current !== touched) clear()
    last.current = touched
  }, [touched])
}

function Writing({ id }: { id: string }) {
  const { query, route } = useLocation()
  const asked = QUESTIONS.find((one) => one === query.q) ?? 'item'
  const go = (question: Question) => {
    if (!wide.value) route(`/calls/${id}/edit?q=${question}`)
  }
  const it = useSubmit(id, go)
  useClearing(it)
  useSendKey(it.send)
  const step = wide.value ? {} : { step: t('draft.step', { n: QUESTIONS.indexOf(asked) + 1, of: QUESTIONS.length }) }
  const refused = refusal.value?.field ? { field: refusal.value.field, why: refusal.value.message } : null
  const shown = { lacking: it.lacking ?? refused, go }
  return (
    <Page title={t('draft.title')} docked bar={<StepBar title={t('draft.title')} up="/calls" {...step} />}
      dock={
        <Dock note={<Trouble said={it.lacking?.why ?? it.error ?? refusal.value?.message} />}>
          {wide.value && <Button href="/calls" onClick={() => void push()}>{t('draft.later')}</Button>}
          <Onward asked={asked} it={it} go={go} />
        </Dock>
      }>
      {wide.value ? <AtDesk {...shown} /> : <AtPhone key={asked} asked={asked} {...shown} />}
    </Page>
  )
}

const Trouble = ({ said }: { said: string | undefined }) => (said ? <span class="danger" role="alert">{said}</span> : <Safety />)

/** The next question; at the last one, and at a desk, to the head of the street. */
function Onward({ asked, it, go }: { asked: Question; it: ReturnType<typeof useSubmit>; go: (question: Question) => void }) {
  const checked = useRef(false) // whoever corrects something from the last screen goes straight back to it
  checked.current ||= asked === 'check'
  const next = wide.value ? undefined : QUESTIONS[QUESTIONS.indexOf(asked) + 1]
  if (!next) return <Button kind="primary" icon="send" busy={it.busy} onClick={it.send}>{t('callDo.SUBMIT')}</Button>
  return (
    <>
      {checked.current && <Button onClick={() => go('check')}>{t('draft.toCheck')}</Button>}
      <Button kind="primary" onClick={() => go(next)}>{t(`draft.next.${next as Exclude<Question, 'item'>}`)}</Button>
    </>
  )
}

interface AskedProps {
  lacking: { field: string; why: string } | null
  go: (question: Question) => void
}

function AtPhone({ asked, ...rest }: AskedProps & { asked: Question }) {
  const Asking = ASK[asked]
  return (
    <>
      <h1 class="step-ask" tabIndex={-1}><Phrases text={t(`draft.ask.${asked}`)} /></h1>
      <Notes />
      <Asking {...rest} />
    </>
  )
}

const COLUMNS: readonly (readonly Question[])[] = [['item', 'matter', 'done'], ['place', 'urgency', 'sources']]

/** Everything on one page; what is checked at the end is in sight anyhow. */
function AtDesk(props: AskedProps) {
  return (
    <>
      <h1 class="step-ask" tabIndex={-1}>{t('draft.title')}</h1>
      <Notes />
      <div class="split">{COLUMNS.map((questions) => (
        <div key={questions[0]}>
          {questions.map((question) => {
            const Asking = ASK[question]
            return <section key={question} class="sec"><h2>{t(`draft.ask.${question}`)}</h2><Asking {...props} /></section>
          })}
        </div>
      ))}</div>
    </>
  )
}
