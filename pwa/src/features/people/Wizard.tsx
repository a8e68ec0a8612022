import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Refused } from '../../api/request'
import { Page } from '../../shell/Page'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { Dock } from '../../ui/Dock'
import { t } from '../../words'
import { explain } from '../../words/problems'
import { changed } from './useManaged'

export interface Question {
  /** the inputs it asks for, as the server names them: a refusal leads back to its question */
  fields: string[]
  ask: string
  hint?: string
  /** why one cannot go on yet */
  missing?: () => string | undefined
  body: (error: string | undefined) => ComponentChildren
}

interface Props {
  title: string
  up: string
  questions: Question[]
  submit: string
  /** resolves when the server has it; a refusal is thrown */
  run: () => Promise<void>
}

/** Which question is asked stands in the address: the phone's own back leads to the one before. */
function useAt(questions: number): [at: number, go: (to: number) => void] {
  const { query, path, route } = useLocation()
  const at = Math.min(Number(query.question) || 0, questions - 1)
  useEffect(() => {
    if (at > 0) route(path, true) // loaded anew, nothing is written yet
  }, [])
  return [at, (to) => (to === at - 1 ? history.back() : route(to ? `${path}?question=${to}` : path))]
}

/** One question a screen, the action at the thumb. */
export function Wizard({ title, up, questions, submit, run }: Props) {
  const [at, setAt] = useAt(questions.length)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const question = questions[at]!
  const last = at === questions.length - 1

  const go = (to: number) => {
    setError(undefined)
    setAt(to)
    requestAnimationFrame(() => heading.current?.focus())
  }
  const send = async () => {
    setBusy(true)
    try {
      await run()
      changed()
    } catch (problem) {
      const field = problem instanceof Refused ? problem.problem.field : undefined
      const where = questions.findIndex((one) => field !== undefined && one.fields.includes(field))
      if (where >= 0 && where !== at) go(where)
      setError(explain(problem))
    } finally {
      setBusy(false)
    }
  }
  const forward = () => {
    const missing = question.missing?.()
    if (missing) setError(missing)
    else if (last) void send()
    else go(at + 1)
  }
  return (
    <form class="wizard" onSubmit={(event) => { event.preventDefault(); forward() }} noValidate>
      <Page title={title} docked
        bar={<Bar title={title} up={up} step={`${at + 1} / ${questions.length}`} {...(at > 0 ? { onBack: () => go(at - 1) } : {})} />}
        dock={
          <Dock>
            {at > 0 && <Button onClick={() => go(at - 1)}>{t('manage.before')}</Button>}
            <Button kind="primary" type="submit" busy={busy}>{last ? submit : t('manage.next')}</Button>
          </Dock>
        }>
        <h2 class="ask" ref={heading} tabIndex={-1}>{question.ask}</h2>
        {question.hint && <p class="dim ask-hint">{question.hint}</p>}
        <div class="stack" key={at}>{question.body(error)}</div>
      </Page>
    </form>
  )
}
