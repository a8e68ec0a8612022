import { CallFiguresDocument } from '../calls/gql/graphql'
import { may } from '../../api/session'
import { useShown } from '../../api/shown'

const ACTING = ['call:draft', 'call:sign', 'call:dispatch', 'call:answer', 'call:attend']

/** Whether calls can wait for this person at all. */
export const hasCalls = (): boolean => ACTING.some(may)

/** How many calls wait for this person; undefined while that is not known yet. */
export function useCallsForMe(): number | undefined {
  const when = hasCalls()
  const shown = useShown(CallFiguresDocument, {}, { when, staleBy: (event) => event.call !== null })
  const known = shown.data.value?.callCounts.needsMe
  return known ?? (when && !shown.problem.value ? undefined : 0)
}
