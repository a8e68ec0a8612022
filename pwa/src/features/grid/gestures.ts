import type { Stage } from './stage'

const SLOP = 8
const ARROWS: Record<string, [number, number]> = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }
const STRIDE = 64

interface Finger {
  x: number
  y: number
}

/** What the map does with a tap: `on` is the element that was hit, (x, y) the place in it in CSS pixels. */
export type Tap = (on: Element, x: number, y: number) => void

/** Fingers, mouse, wheel and keys move the stage; a touch that stays where it is, is a tap. */
class Hand {
  private readonly fingers = new Map<number, Finger>()
  private moved = 0
  private hit: Element | null = null

  constructor(
    private readonly host: HTMLElement,
    private readonly stage: Stage,
    private readonly tap: Tap,
  ) {}

  down = (event: PointerEvent): void => {
    if (event.button !== 0) return
    if (this.fingers.size === 0) {
      this.moved = 0
      this.hit = event.target as Element
    } else this.moved = SLOP + 1
    this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
  }

  move = (event: PointerEvent): void => {
    const before = this.fingers.get(event.pointerId)
    if (!before) return
    const after = { x: event.clientX, y: event.clientY }
    const [dx, dy] = [after.x - before.x, after.y - before.y]
    this.moved += Math.hypot(dx, dy)
    this.fingers.set(event.pointerId, after)
    if (this.moved <= SLOP) return
    if (!this.host.hasPointerCapture(event.pointerId)) this.host.setPointerCapture(event.pointerId)
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1]
    if (other) this.pinch(before, after, other)
    else this.stage.pan(dx, dy)
  }

  up = (event: PointerEvent): void => {
    const known = this.fingers.delete(event.pointerId)
    if (!known || this.fingers.size || this.moved > SLOP || event.type === 'pointercancel' || !this.hit) return
    const box = this.host.getBoundingClientRect()
    this.tap(this.hit, event.clientX - box.left, event.clientY - box.top)
  }

  wheel = (event: WheelEvent): void => {
    event.preventDefault()
    const box = this.host.getBoundingClientRect()
    const pixels = event.deltaY * (event.deltaMode === 1 ? 24 : 1)
    this.stage.zoom(Math.exp(-Math.max(-240, Math.min(240, pixels)) / 400), event.clientX - box.left, event.clientY - box.top)
  }

  key = (event: KeyboardEvent): void => {
    if (event.target !== this.host || event.ctrlKey || event.metaKey || event.altKey) return
    const arrow = ARROWS[event.key]
    if (arrow) this.stage.panTo(arrow[0] * STRIDE, arrow[1] * STRIDE)
    else if (event.key === '+' || event.key === '=') this.stage.zoomTo(1.6)
    else if (event.key === '-') this.stage.zoomTo(1 / 1.6)
    else if (event.key === '0') this.stage.showAll()
    else if (event.key === 'Enter' || event.key === ' ') this.middle()
    else return
    event.preventDefault()
  }

  /** Enter means what lies under the cross in the middle. */
  private middle(): void {
    const box = this.host.getBoundingClientRect()
    const [x, y] = [box.width / 2, box.height / 2]
    const hit = document.elementFromPoint(box.left + x, box.top + y)
    if (hit) this.tap(hit, x, y)
  }

  private pinch(before: Finger, after: Finger, other: Finger): void {
    const box = this.host.getBoundingClientRect()
    const spread = Math.hypot(before.x - other.x, before.y - other.y)
    const [x, y] = [(after.x + other.x) / 2 - box.left, (after.y + other.y) / 2 - box.top]
    if (spread > 0) this.stage.zoom(Math.hypot(after.x - other.x, after.y - other.y) / spread, x, y)
    this.stage.pan((after.x - before.x) / 2, (after.y - before.y) / 2)
  }
}

/** Lets the person move the map by `host`; the answer ends it. */
export function handle(host: HTMLElement, stage: Stage, tap: Tap): () => void {
  const hand = new Hand(host, stage, tap)
  const ended = new AbortController()
  const { signal } = ended
  host.addEventListener('pointerdown', hand.down, { signal })
  host.addEventListener('pointermove', hand.move, { signal })
  host.addEventListener('pointerup', hand.up, { signal })
  host.addEventListener('pointercancel', hand.up, { signal })
  host.addEventListener('wheel', hand.wheel, { signal, passive: false })
  host.addEventListener('keydown', hand.key, { signal })
  return () => ended.abort()
}
