import { useEffect, useRef, useState } from 'preact/hooks'
import type { SnapFullPartsFragment } from '../../../api/gql/graphql'
import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'

type Photo = SnapFullPartsFragment['photos'][number]

interface Props {
  photos: readonly Photo[]
  title: string
}

/** The reporter's photos: a strip that is swiped, a tap makes one large. */
export function Photos({ photos, title }: Props) {
  const [large, setLarge] = useState<number | null>(null)
  const [at, setAt] = useState(0)
  if (!photos.length) return null
  const label = (n: number) => `${title}。${t('detail.photo', { n: n + 1, of: photos.length })}`
  return (
    <div class="photos">
      <ul class="photo-strip" onScroll={(event) => setAt(Math.round(event.currentTarget.scrollLeft / event.currentTarget.clientWidth))}>
        {photos.map((photo, n) => (
          <li key={photo.id}>
            <button type="button" aria-haspopup="dialog" aria-label={t('detail.enlarge')} onClick={() => setLarge(n)}>
              <img class="photo" src={photo.url} alt={label(n)} width={photo.width} height={photo.height} loading={n ? 'lazy' : 'eager'} decoding="async" />
            </button>
          </li>
        ))}
      </ul>
      {photos.length > 1 && <span class="photo-n" aria-hidden="true">{at + 1} / {photos.length}</span>}
      <Viewer photos={photos} at={large} onAt={setLarge} label={label} />
    </div>
  )
}

/** Small photos of a later step. */
export function Thumbs({ photos }: { photos: readonly Photo[] }) {
  const [large, setLarge] = useState<number | null>(null)
  const label = (n: number) => t('detail.photo', { n: n + 1, of: photos.length })
  return (
    <span class="thumbs">
      {photos.map((photo, n) => (
        <button key={photo.id} type="button" aria-haspopup="dialog" aria-label={t('detail.enlargeOne', { photo: label(n) })} onClick={() => setLarge(n)}>
          <img class="thumb" src={photo.thumbUrl} alt="" width="56" height="56" loading="lazy" />
        </button>
      ))}
      <Viewer photos={photos} at={large} onAt={setLarge} label={label} />
    </span>
  )
}

interface ViewerProps {
  photos: readonly Photo[]
  at: number | null
  onAt: (at: number | null) => void
  label: (n: number) => string
}

/** One photo as large as the screen; the browser's own pinch goes closer, arrows go on, Esc and ✕ close. */
function Viewer({ photos, at, onAt, label }: ViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (at !== null && !dialog.current?.open) dialog.current?.showModal()
    if (at === null && dialog.current?.open) dialog.current.close()
  }, [at])
  const photo = at === null ? undefined : photos[at]
  const go = (step: number) => at !== null && photos[at + step] && onAt(at + step)
  return (
    // The keys are extra: the buttons inside do the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog ref={dialog} class="viewer" aria-label={at === null ? undefined : label(at)} onClose={() => onAt(null)}
      onKeyDown={(event) => (event.key === 'ArrowRight' ? go(1) : event.key === 'ArrowLeft' && go(-1))}>
      {photo && at !== null && (
        <>
          <img src={photo.url} alt={label(at)} width={photo.width} height={photo.height} />
          <button class="ib viewer-close" type="button" aria-label={t('ui.close')} onClick={() => onAt(null)}><Icon name="close" /></button>
          {photos.length > 1 && (
            <div class="viewer-foot">
              <button class="ib" type="button" aria-label={t('detail.photoBefore')} disabled={at === 0} onClick={() => go(-1)}><Icon name="back" /></button>
              <span>{at + 1} / {photos.length}</span>
              <button class="ib" type="button" aria-label={t('detail.photoAfter')} disabled={at === photos.length - 1} onClick={() => go(1)}><Icon name="forward" /></button>
            </div>
          )}
        </>
      )}
    </dialog>
  )
}
