import { newId } from '../api/ids'
import type { PhotoRef, StoredPhoto } from './format'
import { AT_MOST, hashOf, ORIGINAL_AT_MOST, stepDown, THUMB_EDGE, typeOf, within, type Size } from './shrink'
import { putPhoto } from './store'

/** The file is not a photo, or too large to send unread. `why` is told to the person in words. */
export class NotUsable extends Error {
  constructor(readonly why: 'notPhoto' | 'tooLarge') {
    super(why)
  }
}

/** Width and height as the picture is meant to be seen; the browser reads them from the file's head. */
async function naturalSize(file: Blob): Promise<Size> {
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    await new Promise((done, failed) => {
      image.addEventListener('load', done)
      image.addEventListener('error', failed)
      image.src = url
    })
    return { width: image.naturalWidth, height: image.naturalHeight }
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Decoded upright and already small: twelve megapixels unpacked would be 48 MB. */
async function decode(file: Blob, size: Size): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(file, {
    imageOrientation: 'from-image',
    resizeWidth: size.width,
    resizeHeight: size.height,
    resizeQuality: 'high',
  })
  return bitmap
}

function draw(bitmap: ImageBitmap, { width, height }: Size): OffscreenCanvas | HTMLCanvasElement {
  const canvas =
    'OffscreenCanvas' in globalThis ? new OffscreenCanvas(width, height) : Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
  context.drawImage(bitmap, 0, 0, width, height)
  return canvas
}

/** JPEG through a canvas: whatever the camera wrote beside the picture is not carried over. */
async function encode(bitmap: ImageBitmap, size: Size, quality: number): Promise<Blob> {
  const canvas = draw(bitmap, size)
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/jpeg', quality })
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('canvas gave nothing'))), 'image/jpeg', quality),
  )
}

async function shrunk(file: Blob): Promise<{ photo: Blob; thumb: Blob }> {
  const natural = await naturalSize(file)
  const bitmap = await decode(file, within(natural, 2048))
  try {
    return {
      photo: await stepDown(natural, (size, quality) => encode(bitmap, size, quality), AT_MOST),
      thumb: await encode(bitmap, within(natural, THUMB_EDGE), 0.7),
    }
  } finally {
    bitmap.close()
  }
}

/** Small enough to show and to send, or the original when this phone cannot read it (HEIC in most browsers). */
async function prepared(file: Blob, type: string): Promise<Omit<StoredPhoto, 'id' | 'sha256'>> {
  try {
    const { photo, thumb } = await shrunk(file)
    return { type: 'image/jpeg', bytes: await photo.arrayBuffer(), thumb: await thumb.arrayBuffer(), bare: true }
  } catch {
    if (file.size > ORIGINAL_AT_MOST) throw new NotUsable('tooLarge')
    return { type, bytes: await file.arrayBuffer(), bare: false }
  }
}

/**
 * Makes a photo ready and stores it; it survives the page from here on.
 * Throws NotUsable when it is no photo or too large unread, NoRoom when the phone is full.
 */
export async function takePhoto(file: Blob): Promise<PhotoRef> {
  const type = await typeOf(file)
  if (!type) throw new NotUsable('notPhoto')
  const ready = await prepared(file, type)
  const photo = { ...ready, id: newId(), sha256: await hashOf(ready.bytes) }
  await putPhoto(photo)
  return { id: photo.id, sha256: photo.sha256, size: photo.bytes.byteLength, confirmed: false }
}
