import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Operation } from '../../../api/operation'
import { useShown, type Shown } from '../../../api/shown'

/** Counts what was changed from these screens; what they show loads again. */
const changes = signal(0)
export const changed = (): void => void changes.value++

/** Like `useShown`, for registrations: stale by what is done here, by messages about them and by wishes that move. */
export function useUnits<T, V>(document: Operation<T, V>, variables: V, when = true): Shown<T> {
  const shown = useShown(document, variables, { when, staleBy: (event) => event.wish !== null || event.kind.startsWith('registration.') })
  useEffect(() => {
    if (changes.value && when) void shown.reload()
  }, [changes.value])
  return shown
}
