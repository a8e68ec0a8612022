/** How the plane lies on the screen: screen = metres * k + (x, y), in CSS pixels. */
export interface View {
  x: number
  y: number
  k: number
}

export interface Size {
  width: number
  height: number
}

/** A rectangle of the plane, in metres. */
export interface Area extends Size {
  x: number
  y: number
}

/** Pixels a metre: a parked car is as wide as a name is high. */
export const CLOSEST = 1.2

/** The view that shows the whole area, in the middle, with a margin in pixels. */
export function fit(area: Area, size: Size, margin = 16): View {
  const room = { width: Math.max(1, size.width - 2 * margin), height: Math.max(1, size.height - 2 * margin) }
  const k = Math.min(room.width / area.width, room.height / area.height, CLOSEST)
  return around(area.x + area.width / 2, area.y + area.height / 2, k, size)
}

/** The view with the point of the plane in the middle of the screen. */
export const around = (x: number, y: number, k: number, size: Size): View => ({
  x: size.width / 2 - x * k,
  y: size.height / 2 - y * k,
  k,
})

/** The point of the plane under a point of the screen. */
export const under = (view: View, sx: number, sy: number): { x: number; y: number } => ({
  x: (sx - view.x) / view.k,
  y: (sy - view.y) / view.k,
})

/** Grows the view by `factor` so that what lies under (sx, sy) stays there. */
export function zoomAt(view: View, factor: number, sx: number, sy: number): View {
  const k = view.k * factor
  return { k, x: sx - ((sx - view.x) / view.k) * k, y: sy - ((sy - view.y) / view.k) * k }
}

const between = (low: number, value: number, high: number): number => Math.min(Math.max(value, low), high)

/** Nobody gets lost: never smaller than four fifths of the whole, and the middle of the screen stays over the plane. */
export function clamp(view: View, plane: Size, size: Size): View {
  const whole = fit({ x: 0, y: 0, ...plane }, size).k
  const k = between(Math.min(whole * 0.8, CLOSEST), view.k, Math.max(whole, CLOSEST))
  const same = k === view.k ? view : zoomAt(view, k / view.k, size.width / 2, size.height / 2)
  return {
    k,
    x: between(size.width / 2 - plane.width * k, same.x, size.width / 2),
    y: between(size.height / 2 - plane.height * k, same.y, size.height / 2),
  }
}

/** The way from one view to another, at `t` from 0 to 1: the scale changes evenly to the eye. */
export function onTheWay(a: View, b: View, t: number): View {
  const k = a.k * (b.k / a.k) ** t
  const share = a.k === b.k ? t : (k - a.k) / (b.k - a.k)
  return { k, x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }
}

export const same = (a: View, b: View): boolean => a.x === b.x && a.y === b.y && a.k === b.k
