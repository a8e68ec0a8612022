import { useEffect, useRef } from 'preact/hooks'
import { wire } from '../../../api/feed'
import { FeedFromDocument } from '../../../api/gql/graphql'
import { useShown } from '../../../api/shown'

const never = () => false

/**
 * For a screen whose own answer names no place in the feed (a deep link, a tapped notification): asks for one, so that the
 * line to the server begins, and calls `catchUp` once it stands, for what happened in between.
 */
export function useLine(catchUp: () => Promise<void>): void {
  const idle = useRef(wire.peek() === 'idle')
  const late = useRef(wire.peek() !== 'live')
  useShown(FeedFromDocument, {}, { staleBy: never, when: idle.current })
  useEffect(() => {
    if (wire.value !== 'live' || !late.current) return
    late.current = false
    void catchUp()
  }, [wire.value])
}
