import { signal, type Signal } from '@preact/signals'

interface Head {
  id: string
  version: number
  updatedAt: string
}

const isOlder = (a: Head, b: Head): boolean => a.version < b.version || (a.version === b.version && a.updatedAt < b.updatedAt)

/** The newest head of each thing this phone has seen; rows read its signals and so change in place. */
export class Heads<T extends Head> {
  private readonly known = new Map<string, Signal<T>>()

  /** Puts a head in, unless a later version is there: answers and events may overtake each other. */
  put = (head: T): Signal<T> => {
    const known = this.known.get(head.id)
    if (!known) {
      const made = signal(head)
      this.known.set(head.id, made)
      return made
    }
    if (!isOlder(head, known.peek())) known.value = head
    return known
  }

  /** The signal of what was put before; undefined when this phone has not seen it. */
  of = (id: string): Signal<T> | undefined => this.known.get(id)

  /** Forgets all: another person may see less. */
  forget = (): void => this.known.clear()
}
