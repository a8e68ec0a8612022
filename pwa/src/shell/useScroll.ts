import { useEffect, useRef } from 'preact/hooks'
import { wide } from './wide'

/** Where each list was scrolled to. */
const scrolled = new Map<string, number>()

/** Keeps a list's scroll over a change of screen; the answer is the ref of an element inside it. */
export function useScroll(key: string) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const pane = wide.peek() ? box.current?.closest<HTMLElement>('.pane-l') : document.scrollingElement
    if (!pane) return undefined
    const back = scrolled.get(key)
    if (back) requestAnimationFrame(() => (pane.scrollTop = back))
    const target: EventTarget = wide.peek() ? pane : window
    const keep = () => scrolled.set(key, pane.scrollTop)
    target.addEventListener('scroll', keep, { passive: true })
    return () => target.removeEventListener('scroll', keep)
  }, [key])
  return box
}
