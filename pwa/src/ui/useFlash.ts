import { useEffect, useRef, useState } from 'preact/hooks'

const FLASH = 1_600

/** True for a moment after `version` has changed: somebody somewhere did something. */
export function useFlash(version: number): boolean {
  const before = useRef(version)
  const [flash, setFlash] = useState(false)
  useEffect(() => {
    if (before.current === version) return undefined
    before.current = version
    setFlash(true)
    const timer = setTimeout(() => setFlash(false), FLASH)
    return () => clearTimeout(timer)
  }, [version])
  return flash
}
