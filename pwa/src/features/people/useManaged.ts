import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { me } from '../../api/session'
import { useShown, type Shown, type ShownOptions } from '../../api/shown'
import type { Operation } from '../../api/operation'

/** Counts what was changed from these screens; every list on them loads again. */
const changes = signal(0)
export const changed = (): void => void changes.value++

/** Like `useShown`, for people, units, posts and staffing: stale by what is done here and by events without a snap. */
export function useManaged<T, V>(document: Operation<T, V>, variables: V, options: ShownOptions = {}): Shown<T> {
  const shown = useShown(document, variables, { staleBy: (event) => event.snap === null && event.inbox === null, ...options })
  const { when = true } = options
  useEffect(() => {
    if (changes.value && when) void shown.reload()
  }, [changes.value])
  return shown
}

/** The widest place this person's posts reach: where lists begin. */
export function myRoot(): string {
  const codes = (me.value?.posts ?? []).map((post) => post.code)
  return codes.sort((a, b) => a.length - b.length)[0] ?? ''
}
