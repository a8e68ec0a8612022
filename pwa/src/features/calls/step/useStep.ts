import { useMemo, useRef, useState } from 'preact/hooks'
import { newId } from '../../../api/ids'
import { dropStep, useKeptPhotos, useKeptWords, wordsKey } from '../../../offline/stepWords'
import { useReturn } from '../../../shell/trail'
import { toast } from '../../../ui/Toast'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { whyKept } from '../../../offline/kept'
import { shortUnit } from '../detail/parties'
import type { CallFull, Choice, Part } from '../steps'

/** What every screen of a step gets. */
export interface StepProps {
  call: CallFull
  choice: Choice
  reload: () => Promise<void>
}

/** The same for a step of one unit's part. */
export interface PartStepProps extends StepProps {
  part: Part
}

export interface Sending {
  busy: boolean
  error: string | undefined
  /** runs `work` with the id of this step; the same content sent twice is one step. Answers what to say when it is done */
  send: (work: (id: string) => Promise<'done' | 'queued' | unknown>) => void
}

const about = ({ call, choice }: StepProps) => [call.id, choice.part?.id, choice.step]

/** What is written for this step, kept on the device until `useStep` has sent it: the one field that is not part of a form. */
export function useStepWords(props: StepProps): [words: string, write: (words: string) => void] {
  const [words, write] = useKeptWords(...about(props))
  return [words, write]
}

/** The photos of this step, kept beside its words. */
export const useStepPhotos = (props: StepProps) => useKeptPhotos(...about(props))

type Change<T> = (patch: (now: T) => Partial<T>) => void

/** A form of this step, kept like its words. `holds` says what of a form that was left here still does. */
export function useStepForm<T extends object>(props: StepProps, what: string, begin: () => T, holds: (kept: T) => T): [form: T, change: Change<T>] {
  const [begun] = useState(begin)
  const [words, write] = useKeptWords(...about(props), what)
  const live = useRef({ words: '', form: begun })
  if (words !== live.current.words) live.current = { words, form: holds(JSON.parse(words) as T) }
  const change: Change<T> = (patch) => {
    const form = { ...live.current.form, ...patch(live.current.form) }
    live.current = { words: JSON.stringify(form), form }
    write(live.current.words)
  }
  return [live.current.form, change]
}

/** Sends a step and goes back to the call; a refusal stays on the screen in the server's words. */
export function useStep(props: StepProps, content: unknown): Sending {
  const { call, choice, reload } = props
  const goBackTo = useReturn()
  const task = useTask()
  const id = useMemo(newId, [JSON.stringify(content)])
  const send: Sending['send'] = (work) =>
    task.run(async () => {
      const written = wordsKey(...about(props)) // whose they are is not known any more when the session ends meanwhile
      const how = await work(id).finally(() => void reload())
      dropStep(written).catch(() => undefined)
      toast(how === 'queued' ? whyKept() : t(`callDone.${choice.step}`, { unit: shortUnit(choice.part?.unitName ?? '') }))
      goBackTo(`/calls/${call.id}`)
    })
  return { busy: task.busy, error: task.error, send }
}

/** Why the step cannot be taken just now, in the server's words; null when it can. */
export function reasonAgainst(call: CallFull, { step, part }: Choice): string | null {
  const found = (part ?? call).availableActions.find((one) => one.step === step)
  return found && !found.allowed ? (found.reason ?? '') : null
}
