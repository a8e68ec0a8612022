import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { getPhoto } from '../../../offline/store'

interface Picture {
  url: string | null
  /** its place and phone details are gone already */
  bare: boolean
}

/** A stored photo as something an <img> can show; null while it is read, or when this phone cannot read the picture. */
export function usePicture(id: string | undefined, small = false): Picture | null {
  const picture = useSignal<Picture | null>(null)
  useEffect(() => {
    let url: string | null = null
    let gone = false
    picture.value = null
    if (!id) return undefined
    const read = async (photoId: string): Promise<void> => {
      const photo = await getPhoto(photoId).catch(() => undefined)
      if (!photo || gone) return
      const bytes = small || !photo.bytes.byteLength ? photo.thumb : photo.bytes
      // without a small picture the phone could not read the large one either
      url = photo.thumb && bytes ? URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' })) : null
      picture.value = { url, bare: photo.bare }
    }
    void read(id)
    return () => {
      gone = true
      if (url) URL.revokeObjectURL(url)
    }
  }, [id, small])
  return picture.value
}
