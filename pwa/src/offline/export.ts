import { allItems, getPhoto } from './store'
import type { OutboxItem } from './format'

const ENDINGS: Record<string, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/heic': 'heic' }

interface Entry {
  name: string
  input: string | Uint8Array<ArrayBuffer>
  lastModified: Date
}

async function photosOf(item: OutboxItem): Promise<Entry[]> {
  const stored = await Promise.all(item.photos.map(({ id }) => getPhoto(id)))
  return stored.flatMap((photo) =>
    photo?.bytes.byteLength
      ? [{ name: `${item.id}/${photo.id}.${ENDINGS[photo.type] ?? 'bin'}`, input: new Uint8Array(photo.bytes), lastModified: new Date(item.madeAt) }]
      : [],
  )
}

/**
 * All that this person has not sent, as one ZIP: `outbox.json` and the photos, for a community that takes it by hand.
 * Throws when the database cannot be read.
 */
export async function exportFile(isMine: (item: OutboxItem) => boolean): Promise<File> {
  const { downloadZip } = await import('client-zip')
  const items = (await allItems()).filter((item) => item.state !== 'sent' && isMine(item))
  const now = new Date()
  const photos = (await Promise.all(items.map(photosOf))).flat()
  const list: Entry = { name: 'outbox.json', input: JSON.stringify(items, null, 2), lastModified: now }
  const blob = await downloadZip([list, ...photos]).blob()
  return new File([blob], `gridcall-outbox-${now.toISOString().slice(0, 10)}.zip`, { type: 'application/zip' })
}

/** A table for spreadsheets, which take it for Unicode by the mark at its head. */
export const tableFile = (text: string, name: string): File =>
  new File(['\uFEFF', text.replace(/^\uFEFF/, '')], name, { type: 'text/csv;charset=utf-8' })

/** Hands the file to the browser's downloads. */
export function download(file: File): void {
  const url = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: url, download: file.name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
