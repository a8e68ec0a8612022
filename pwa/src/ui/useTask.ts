import { useSignal } from '@preact/signals'
import { Unreachable } from '../api/request'
import { explain } from '../words/problems'

/** Something that takes a moment: runs once at a time and says what went wrong in words. */
export interface Task {
  busy: boolean
  error: string | undefined
  run: (work: () => Promise<void>) => void
}

export function useTask(): Task {
  const busy = useSignal(false)
  const error = useSignal<string | undefined>(undefined)
  const run = (work: () => Promise<void>): void => {
    if (busy.peek()) return
    busy.value = true
    error.value = undefined
    work()
      .catch((reason: unknown) => {
        const said = explain(reason)
        error.value = said
        const isOver = () => void (error.peek() === said && (error.value = undefined))
        if (reason instanceof Unreachable) addEventListener('online', isOver, { once: true })
      })
      .finally(() => (busy.value = false))
  }
  return { busy: busy.value, error: error.value, run }
}
