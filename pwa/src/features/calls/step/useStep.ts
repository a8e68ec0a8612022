import { useMemo } from 'preact/hooks'
import { newId } from '../../../api/ids'
import { dropWords, useKeptWords, wordsKey } from '../../../offline/stepWords'
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

/** What is written for this step, kept on the device until `useStep` has sent it. One field of a step is kept. */
export function useStepWords(props: StepProps): [words: string, write: (words: string) => void] {
  const [words, write] = useKeptWords(...about(props))
  return [words, write]
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
      dropWords(written).catch(() => undefined)
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
