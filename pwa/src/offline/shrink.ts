/** A photo leaves the phone upright, bare of its metadata, at most 400 KB. */

export const AT_MOST = 400_000
/** What the server takes as it is and converts itself, when this phone cannot read the picture. */
export const ORIGINAL_AT_MOST = 10_000_000
export const THUMB_EDGE = 224

export interface Size {
  width: number
  height: number
}

export interface Step {
  /** longest edge, px */
  edge: number
  quality: number
}

/** Quality first: a sharp house number is worth more than a smooth sky. Only then smaller. */
export const STEPS: readonly Step[] = [2048, 1600, 1280, 1024].flatMap((edge) =>
  [0.82, 0.72, 0.62, 0.52, 0.42].map((quality) => ({ edge, quality })),
)

/** The size within a longest edge, never larger than it is; whole pixels, at least one. */
export function within({ width, height }: Size, edge: number): Size {
  const share = Math.min(1, edge / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) }
}

/**
 * Walks down the steps until `encode` gives at most `atMost` bytes; the last step's result when none does.
 * Steps that would give the same picture again (it is smaller than the edge anyhow) are left out.
 */
export async function stepDown(natural: Size, encode: (size: Size, quality: number) => Promise<Blob>, atMost = AT_MOST): Promise<Blob> {
  let last: Blob | undefined
  const seen = new Set<string>()
  for (const { edge, quality } of STEPS) {
    const size = within(natural, edge)
    const key = `${size.width}x${size.height} ${quality}`
    if (seen.has(key)) continue
    seen.add(key)
    last = await encode(size, quality)
    if (last.size <= atMost) return last
  }
  return last as Blob
}

const SIGNATURES: readonly [type: string, at: number, bytes: string][] = [
  ['image/jpeg', 0, '\u00FF\u00D8\u00FF'],
  ['image/png', 0, '\u0089PNG'],
  ['image/webp', 8, 'WEBP'],
  ['image/heic', 4, 'ftyphei'],
  ['image/heic', 4, 'ftyphev'],
  ['image/heic', 4, 'ftypmif1'],
  ['image/heic', 4, 'ftypmsf1'],
]

/** What the bytes are, whatever the file is called; null: not a photo. */
export async function typeOf(file: Blob): Promise<string | null> {
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, 16).arrayBuffer()))
  return SIGNATURES.find(([, at, bytes]) => head.startsWith(bytes, at))?.[0] ?? null
}

/** SHA-256 in hex, as the server answers it. */
export async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
