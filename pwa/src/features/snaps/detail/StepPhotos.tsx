import { useEffect, useRef, useState } from 'preact/hooks'
import { settings } from '../../../api/session'
import type { PhotoRef } from '../../../offline/format'
import { NotUsable, takePhoto } from '../../../offline/photos'
import { dropPhoto, getPhoto } from '../../../offline/store'
import { Button } from '../../../ui/Button'
import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'
import { explain } from '../../../words/problems'

interface Props {
  photos: PhotoRef[]
  /** how the list changes: the one there is by then, for making a photo ready takes a while */
  onPhotos: (change: (now: PhotoRef[]) => PhotoRef[]) => void
  /** pictures that the server has and this phone has not, by id */
  urls?: Readonly<Record<string, string>>
  /** while one is being made ready, a step that is sent would go without it */
  onBusy?: (busy: boolean) => void
}

/** Photos that show how it looks now; made small and stored before they are counted. */
export function StepPhotos({ photos, onPhotos, urls = {}, onBusy }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => onBusy?.(busy), [busy])
  const [trouble, setTrouble] = useState<string>()
  const room = (settings.value?.photosAtMost ?? 3) - photos.length

  const add = async (files: File[]) => {
    setBusy(true)
    setTrouble(undefined)
    for (const file of files.slice(0, room)) {
      try {
        const photo = await takePhoto(file)
        onPhotos((now) => [...now, photo])
      } catch (error) {
        setTrouble(error instanceof NotUsable ? t('step.photoBad') : explain(error))
      }
    }
    setBusy(false)
  }
  const drop = (id: string) => {
    void dropPhoto(id)
    onPhotos((now) => now.filter((photo) => photo.id !== id))
  }
  return (
    <div class="wrap">
      {photos.map((photo, n) => (
        <button key={photo.id} type="button" class="step-photo" aria-label={t('step.photoRemove', { n: n + 1 })} onClick={() => drop(photo.id)}>
          <Small id={photo.id} kept={urls[photo.id]} />
          <span class="step-photo-x"><Icon name="close" small /></span>
        </button>
      ))}
      <input ref={input} class="vh" type="file" accept="image/*" multiple tabIndex={-1} aria-hidden="true"
        onChange={(event) => {
          void add([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }} />
      {room > 0 && (
        <Button icon="camera" busy={busy} onClick={() => input.current?.click()}>
          {t(busy ? 'step.photoBusy' : photos.length ? 'step.photoAgain' : 'step.photo')}
        </Button>
      )}
      {trouble && <p class="danger small" role="alert">{trouble}</p>}
    </div>
  )
}

function Small({ id, kept }: { id: string; kept: string | undefined }) {
  const [url, setUrl] = useState(kept)
  useEffect(() => {
    let made: string | undefined
    const show = async () => {
      const thumb = (await getPhoto(id))?.thumb
      if (!thumb) return // this phone cannot read the picture; the server will
      made = URL.createObjectURL(new Blob([thumb]))
      setUrl(made)
    }
    void show()
    return () => {
      if (made) URL.revokeObjectURL(made)
    }
  }, [id])
  return url ? <img class="thumb" src={url} alt="" /> : <span class="thumb"><Icon name="picture" /></span>
}
