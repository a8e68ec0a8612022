/** What fits into one request beside the rest of it, once written as base64. */
export const FILE_AT_MOST = 180_000

const CHUNK = 0x8000

/** Bytes as base64, some at a time: a call takes only so many arguments. */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return btoa(text)
}

/** Kilobytes as people count them, never less than it is. */
export const kilobytes = (size: number): number => Math.ceil(size / 1000)

/** A file's name as a name for the version: without its ending. */
export const nameOf = (file: string): string => file.replace(/\.(csv|xlsx)$/i, '')
