import { useEffect, useRef } from 'preact/hooks'

/** Ctrl or Cmd with Enter sends from anywhere on the screen: a desk works without a mouse. */
export function useSendKey(press: () => void): void {
  const latest = useRef(press)
  latest.current = press
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || document.querySelector('dialog[open]')) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', down)
    return () => removeEventListener('keydown', down)
  }, [])
}
