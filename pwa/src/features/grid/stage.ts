import { signal } from '@preact/signals'
import type { Plane } from './projection'
import { around, clamp, fit, onTheWay, same, under, zoomAt, type Area, type Size, type View } from './view'

const REST = 140
const MOVE = 220

/** The view at rest: names and markers are laid out for it. */
export interface Rest {
  view: View
  size: Size
  /** true when the person moved it there */
  byHand: boolean
}

const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

/**
 * The moving part of the map, without any rendering: per frame it writes two transforms, one on the drawn plane, one
 * on the layer of names, which rides along as a picture until it is laid out anew when the movement has come to rest.
 */
export class Stage {
  readonly rest = signal<Rest | null>(null)
  private view: View | null = null
  private size: Size = { width: 0, height: 0 }
  private timer: ReturnType<typeof setTimeout> | undefined
  private frame = 0
  private journey = 0
  private byHand = false
  private ground: SVGGElement | null = null
  private names: SVGSVGElement | null = null
  private wanted: Area | null = null

  constructor(private plane: Plane) {}

  /** Takes the two layers that it moves, and watches the size of `host`. */
  attach(host: Element, ground: SVGGElement, names: SVGSVGElement): () => void {
    this.ground = ground
    this.names = names
    const watch = new ResizeObserver(() => this.resize(host))
    watch.observe(host)
    this.resize(host)
    return () => {
      watch.disconnect()
      clearTimeout(this.timer)
      cancelAnimationFrame(this.frame)
      cancelAnimationFrame(this.journey)
    }
  }

  get now(): View | null {
    return this.view
  }

  /** What the middle of the map points at, in metres of the plane. */
  middle(): { x: number; y: number } | null {
    return this.view && under(this.view, this.size.width / 2, this.size.height / 2)
  }

  pan(dx: number, dy: number): void {
    if (this.view) this.go({ ...this.view, x: this.view.x + dx, y: this.view.y + dy })
  }

  zoom(factor: number, sx = this.size.width / 2, sy = this.size.height / 2): void {
    if (this.view) this.go(zoomAt(this.view, factor, sx, sy))
  }

  /** Like `zoom`, but one sees the way. */
  zoomTo(factor: number, sx = this.size.width / 2, sy = this.size.height / 2): void {
    if (this.view) this.travel(zoomAt(this.view, factor, sx, sy), true)
  }

  panTo(dx: number, dy: number): void {
    if (this.view) this.travel({ ...this.view, x: this.view.x + dx, y: this.view.y + dy }, true)
  }

  /** Shows the area. Before the map has a size this is kept as what it begins with. */
  show(area: Area, byHand = false): void {
    if (!this.view) this.wanted = area
    else this.travel(fit(area, this.size), byHand)
  }

  /** Comes closer to what was tapped: to the whole area, or, where that is no nearer, to the place under the finger. */
  approach(area: Area, sx: number, sy: number): void {
    if (this.view && fit(area, this.size).k > this.view.k * 1.3) this.show(area, true)
    else this.zoomTo(2.2, sx, sy)
  }

  showAll = (): void => this.show({ x: 0, y: 0, width: this.plane.width, height: this.plane.height }, true)

  /** Brings a point of the plane to the middle, at least `k` pixels a metre close. */
  centre(x: number, y: number, k = 0, byHand = false): void {
    if (!this.view) this.wanted = { x: x - 250, y: y - 250, width: 500, height: 500 }
    else this.travel(around(x, y, Math.max(this.view.k, k), this.size), byHand)
  }

  /** The hand is off: what comes next is settled soon. */
  private go(view: View): void {
    cancelAnimationFrame(this.journey)
    this.byHand = true
    this.draw(view)
  }

  private draw(view: View): void {
    this.view = clamp(view, this.plane, this.size)
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(this.write)
    clearTimeout(this.timer)
    this.timer = setTimeout(this.settle, REST)
  }

  private travel(to: View, byHand: boolean): void {
    const from = this.view!
    const end = clamp(to, this.plane, this.size)
    const began = performance.now()
    this.byHand = byHand
    cancelAnimationFrame(this.journey)
    if (still() || same(from, end)) return this.draw(end)
    const step = (at: number) => {
      const t = Math.min(1, Math.max(0, at - began) / MOVE)
      this.draw(onTheWay(from, end, 1 - (1 - t) ** 3))
      if (t < 1) this.journey = requestAnimationFrame(step)
    }
    this.journey = requestAnimationFrame(step)
    return undefined
  }

  private write = (): void => {
    const { view } = this
    if (!view) return
    this.ground?.setAttribute('transform', `translate(${view.x} ${view.y}) scale(${view.k})`)
    const rest = this.rest.peek()?.view
    if (!rest) return
    const grown = view.k / rest.k
    const [x, y] = [view.x - rest.x * grown, view.y - rest.y * grown]
    if (this.names) this.names.style.transform = `translate(${x}px, ${y}px) scale(${grown})`
  }

  private settle = (): void => {
    if (!this.view) return
    this.rest.value = { view: this.view, size: this.size, byHand: this.byHand }
    this.byHand = false
    this.write()
  }

  private resize(host: Element): void {
    const { width, height } = host.getBoundingClientRect()
    if (!width || !height || (width === this.size.width && height === this.size.height)) return
    const middle = this.middle()
    this.size = { width, height }
    const whole = { x: 0, y: 0, width: this.plane.width, height: this.plane.height }
    const next = this.view && middle ? around(middle.x, middle.y, this.view.k, this.size) : fit(this.wanted ?? whole, this.size)
    this.view = clamp(next, this.plane, this.size)
    this.write()
    this.settle()
  }
}
