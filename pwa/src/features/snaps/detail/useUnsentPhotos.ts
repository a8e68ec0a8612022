import { useEffect, useRef } from 'preact/hooks'
import type { PhotoRef } from '../../../offline/format'
import { dropPhoto } from '../../../offline/store'

/**
 * Photos of a step that is given up do not stay on the phone. Answers how to hand them over: they belong to `work` from its
 * start, however long this screen stands afterwards, and are given up with the screen again only when `work` throws.
 */
export function useUnsentPhotos(photos: PhotoRef[]): <T>(work: () => Promise<T>) => Promise<T> {
  const shown = useRef(photos)
  shown.current = photos
  const handedOver = useRef(false)
  useEffect(() => () => void (handedOver.current || shown.current.forEach((photo) => void dropPhoto(photo.id))), [])
  return async (work) => {
    handedOver.current = true
    try {
      return await work()
    } catch (error) {
      handedOver.current = false
      throw error
    }
  }
}
