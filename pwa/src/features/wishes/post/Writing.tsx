import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import { Refused } from '../../../api/request'
import { settings } from '../../../api/session'
import type { WishForm } from '../../../offline/wishDraft'
import { Page } from '../../../shell/Page'
import { wide } from '../../../shell/wide'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Phrases } from '../../../ui/Phrases'
import { StepBar } from '../../../ui/StepBar'
import { useSendKey } from '../../../ui/useSendKey'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import '../../calls/steps.css'
import '../wishes.css'
import { missingField, questionOf, QUESTIONS, type Change, type Field, type Question } from './form'
import { ASK } from './questions'

interface Props {
  title: string
  /** where back leads from the first question */
  up: string
  form: WishForm
  change: Change
  send: () => Promise<void>
  /** the last button's word */
  label: string
  /** stands above the first question: why it came back */
  lead?: ComponentChildren
  /** beside the last button */
  beside?: ComponentChildren
  /** above the buttons: where what is written is kept */
  note: string
}

/** Brings what is missing into view and under the keyboard. */
function show(field: string): void {
  const target = document.querySelector<HTMLElement>(`[data-field="${field}"] :is(input, textarea, select, button)`)
  target?.scrollIntoView({ block: 'center' })
  target?.focus()
}

const COLUMNS: readonly (readonly Question[])[] = [['what', 'when', 'care'], ['whom', 'where']]

/** A wish in the writing: one question a screen on a phone, all on one page at a desk. */
export function Writing({ title, up, form, change, send, label, lead, beside, note }: Props) {
  const { query, path, route } = useLocation()
  const [lacking, setLacking] = useState<{ field: string; why: string } | null>(null)
  const task = useTask()
  const asked = QUESTIONS.find((one) => one === query.q) ?? 'what'
  const go = (question: Question) => void (wide.value || route(`${path}?q=${question}`))
  const jump = (field: string, why: string) => {
    setLacking({ field, why })
    if (questionOf(field) !== asked) go(questionOf(field))
    setTimeout(() => show(field))
  }
  const limit = settings.value?.wishAmountLimitYuan ?? 500
  const field = missingField(form, limit)
  const why = (lack: Field) => t(`wishPost.missing.${lack}`, { n: limit })
  const onward = (next: Question) => (field && questionOf(field) === asked ? jump(field, why(field)) : go(next))
  const press = () => {
    if (field) return jump(field, why(field))
    setLacking(null)
    return task.run(async () => {
      try {
        await send()
      } catch (error) {
        if (error instanceof Refused && error.problem.field) jump(error.problem.field, error.problem.message)
        throw error
      }
    })
  }
  useSendKey(press)
  const write: Change = (patch) => { setLacking(null); change(patch) }
  const next = wide.value ? undefined : QUESTIONS[QUESTIONS.indexOf(asked) + 1]
  const step = wide.value ? {} : { step: t('draft.step', { n: QUESTIONS.indexOf(asked) + 1, of: QUESTIONS.length }) }
  const trouble = lacking?.why ?? task.error
  const shown = { form, change: write, lacking }
  return (
    <Page title={title} docked bar={<StepBar title={title} up={up} {...step} />}
      dock={
        <Dock note={trouble ? <span class="danger" role="alert">{trouble}</span> : note}>
          {!next && beside}
          {next ? <Button kind="primary" onClick={() => onward(next)}>{t(`wishPost.next.${next as Exclude<Question, 'what'>}`)}</Button>
            : <Button kind="primary" icon="send" busy={task.busy} onClick={() => void press()}>{label}</Button>}
        </Dock>
      }>
      {wide.value ? <AtDesk title={title} lead={lead} {...shown} /> : <AtPhone key={asked} asked={asked} lead={lead} {...shown} />}
    </Page>
  )
}

export interface AskedProps {
  form: WishForm
  change: Change
  lacking: { field: string; why: string } | null
}

function AtPhone({ asked, lead, ...props }: AskedProps & { asked: Question; lead: ComponentChildren }) {
  const Asking = ASK[asked]
  return (
    <>
      {asked === 'what' && lead}
      <h1 class="step-ask" tabIndex={-1}><Phrases text={t(`wishPost.ask.${asked}`)} /></h1>
      <Asking {...props} />
    </>
  )
}

/** Everything on one page. */
function AtDesk({ title, lead, ...props }: AskedProps & { title: string; lead: ComponentChildren }) {
  return (
    <>
      <h1 class="step-ask" tabIndex={-1}>{title}</h1>
      {lead}
      <div class="split">{COLUMNS.map((questions) => (
        <div key={questions[0]}>
          {questions.map((question) => {
            const Asking = ASK[question]
            return <section key={question} class="sec"><h2>{t(`wishPost.ask.${question}`)}</h2><Asking {...props} /></section>
          })}
        </div>
      ))}</div>
    </>
  )
}
