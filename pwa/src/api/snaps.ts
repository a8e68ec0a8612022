import { signal, type Signal } from '@preact/signals'
import type { SnapHeadPartsFragment } from './gql/graphql'

export type SnapHead = SnapHeadPartsFragment

const heads = new Map<string, Signal<SnapHead>>()

const isOlder = (a: SnapHead, b: SnapHead): boolean =>
  a.version < b.version || (a.version === b.version && a.updatedAt < b.updatedAt)

/**
 * Puts one snap's head into the store, unless a later version is there: answers and events may overtake each other.
 * Returns the signal that every row of this snap reads.
 */
export function putSnap(head: SnapHead): Signal<SnapHead> {
  const known = heads.get(head.id)
  if (!known) {
    const made = signal(head)
    heads.set(head.id, made)
    return made
  }
  if (!isOlder(head, known.peek())) known.value = head
  return known
}

/** The signal of a snap that was put before; undefined when this phone has not seen it. */
export const snapHead = (id: string): Signal<SnapHead> | undefined => heads.get(id)

/** Forgets all heads: another person may see less of them. */
export const forgetSnaps = (): void => heads.clear()
