import { useMemo } from 'preact/hooks'
import { newId } from '../../../api/ids'
import { useReturn } from '../../../shell/trail'
import { toast } from '../../../ui/Toast'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import type { StepProps } from '../Step'
import type { Step, WishFull } from '../steps'

export interface Sending {
  busy: boolean
  error: string | undefined
  /** runs `work` with the id of this step; the same content sent twice is one step */
  send: (work: (id: string) => Promise<unknown>) => void
}

/** Sends a step and goes back to the wish; a refusal stays on the screen in the server's words. */
export function useStep({ wish, reload }: StepProps, step: Step, content: unknown): Sending {
  const goBackTo = useReturn()
  const task = useTask()
  const id = useMemo(newId, [JSON.stringify(content)])
  const send: Sending['send'] = (work) =>
    task.run(async () => {
      await work(id).finally(() => void reload())
      toast(t(`wishDone.${step}`))
      goBackTo(`/wishes/${wish.id}`)
    })
  return { busy: task.busy, error: task.error, send }
}

/** Why the step cannot be taken just now, in the server's words; null when it can. */
export function reasonAgainst(wish: WishFull, step: Step): string | null {
  const found = wish.availableActions.find((one) => one.step === step)
  return found && !found.allowed ? (found.reason ?? '') : null
}
