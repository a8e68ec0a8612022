import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { TodayCallsDocument } from '../../api/gql/graphql'
import { MY_CALLS } from '../../api/mine'
import { may } from '../../api/session'
import { useShown } from '../../api/shown'
import { putCall } from '../calls/heads'
import { useHeld, type Held } from './held'

const ACTING = ['call:draft', 'call:sign', 'call:dispatch', 'call:answer', 'call:attend']

/** Whether calls can wait for this person at all. */
export const hasCalls = (): boolean => ACTING.some(may)

export interface CallsForMe extends Held {
  /** how many there are in all; undefined while that is not known yet */
  all: number | undefined
}

/** The calls that need this person now, the most urgent first, and how many more there are. */
export function useCallsForMe(): CallsForMe {
  const when = hasCalls()
  const shown = useShown(TodayCallsDocument, MY_CALLS, { when, staleBy: (event) => event.call !== null })
  useEffect(() => effect(() => shown.data.value?.callQueue.calls.forEach(putCall)), [shown])
  const known = shown.data.value
  const held = useHeld(known?.callQueue.calls.map((call) => call.id) ?? [], shown.kept.value)
  return { ...held, all: known?.callCounts.needsMe ?? (when && !shown.problem.value ? undefined : 0) }
}
