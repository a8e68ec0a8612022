import { useEffect, useState } from 'preact/hooks'
import { digest } from './seal'

/** The hash of a text, computed on this phone; null until it is known. */
export function useDigest(text: string | null | undefined): string | null {
  const [known, setKnown] = useState<{ text: string; hash: string } | null>(null)
  useEffect(() => {
    if (typeof text !== 'string') return undefined
    let current = true
    void digest(text).then((hash) => current && setKnown({ text, hash }))
    return () => void (current = false)
  }, [text])
  return known?.text === text ? known!.hash : null
}
