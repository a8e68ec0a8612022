import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { PhotoRef } from '../../../offline/format'
import { room, isLow } from '../../../offline/room'
import { sizeOf } from '../../../offline/size'
import { Page } from '../../../shell/Page'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Icon } from '../../../ui/Icon'
import { Sheet } from '../../../ui/Sheet'
import { toast } from '../../../ui/Toast'
import { t } from '../../../words'
import { reasonWords } from '../outbox/reason'
import { Camera } from './Camera'
import { draft, mostPhotos, photosLeft, preparing, removePhoto, resumed, startOver, trouble } from './making'
import { usePicture } from './picture'
import { seek } from './position'
import { TakeBar } from './TakeBar'
import { Thumb } from './Thumb'

interface Props {
  onNext: () => void
  onClose: () => void
}

/** Step 1: the photos. The first tap opens the camera; everything that is taken is stored at once. */
export function TakePhotos({ onNext, onClose }: Props) {
  const shown = useSignal(0)
  const { photos } = draft.value!
  const waiting = preparing.value
  const none = photos.length === 0 && waiting === 0
  const at = Math.min(shown.value, Math.max(0, photos.length - 1))
  useEffect(() => {
    if (!none) void seek()
  }, [none])
  const showLast = () => (shown.value = photos.length)

  return (
    <Page
      title={t('take.title')}
      docked
      bar={<TakeBar icon="close" label={t('take.close')} onBack={onClose} title={t('take.title')} step={1} />}
      dock={none ? <EmptyDock onNext={onNext} /> : (
        <Dock>
          {photos[at] && <Camera class="btn s" icon="again" instead={photos[at].id} label={t('take.retakeN', { n: at + 1 })}>{t('take.retake')}</Camera>}
          <Button kind="primary" onClick={onNext}>{t('take.next')}</Button>
        </Dock>
      )}
    >
      <h1 class="take-ask">{t(none ? 'take.ask' : 'take.askMore')}</h1>
      <Notes />
      {none ? <FirstPhoto /> : (
        <>
          <div class="take-frame">
            <Large id={photos[at]?.id} number={at + 1} />
            {photos[at] && <Remove photo={photos[at]} number={at + 1} />}
          </div>
          <div class="take-strip">
            {photos.map((photo, index) => (
              <button key={photo.id} type="button" class="take-pick" aria-pressed={index === at} onClick={() => (shown.value = index)}
                aria-label={t(index === at ? 'take.photoShown' : 'take.photoN', { n: index + 1 })}>
                <Thumb id={photo.id} alt="" />
              </button>
            ))}
            {Array.from({ length: waiting }, (_, index) => <span key={index} class="take-pick thumb take-coming"><Icon name="clock" /></span>)}
            {photosLeft.value > 0 && (
              <>
                <Camera class="take-pick take-add" icon="camera" label={t('take.another', { n: photosLeft.value })} onTaken={showLast} />
                <Camera class="take-pick take-album" icon="picture" album label={t('take.anotherFromAlbum', { n: photosLeft.value })} onTaken={showLast} />
              </>
            )}
            <p class="small dim take-more">
              {photosLeft.value > 0 ? t('take.moreLeft', { n: photosLeft.value }) : t('take.enough', { n: mostPhotos() })}
            </p>
          </div>
          <Kept id={photos[at]?.id} size={photos[at]?.size ?? 0} />
        </>
      )}
    </Page>
  )
}

/** Nothing taken yet: the place of the photo is the button. */
const FirstPhoto = () => (
  <>
    <Camera class="take-first"><span><Icon name="camera" /></span><b>{t('take.camera')}</b></Camera>
    <p class="dim take-hint">{t('take.askHint')}</p>
  </>
)

const EmptyDock = ({ onNext }: { onNext: () => void }) => (
  <Dock>
    <Camera class="btn s" icon="picture" album>{t('take.album')}</Camera>
    <Button icon="pencil" onClick={onNext}>{t('take.noPhoto')}</Button>
  </Dock>
)

function Large({ id, number }: { id: string | undefined; number: number }) {
  const picture = usePicture(id)
  if (picture?.url) return <img class="photo take-large" src={picture.url} alt={t('take.photoN', { n: number })} />
  return (
    <div class="photo take-large take-unread">
      <Icon name="picture" />
      <span>{picture ? t('take.unreadable', { n: number }) : t('take.preparing')}</span>
    </div>
  )
}

/** Stands on the photo itself, where the thumb is; after the last one the first choice is there again. */
function Remove({ photo, number }: { photo: PhotoRef; number: number }) {
  const remove = () => toast(t('take.removed', { n: number }), removePhoto(photo))
  return <button type="button" class="take-remove" aria-label={t('take.removeN', { n: number })} onClick={remove}><Icon name="close" small />{t('take.remove')}</button>
}

/** That it is safe, and that it tells nothing about the phone. */
function Kept({ id, size }: { id: string | undefined; size: number }) {
  const picture = usePicture(id, true)
  return (
    <p class="small dim take-kept" role="status">
      <Icon name={picture ? 'lock' : 'clock'} small />
      <span>{picture ? t(picture.bare ? 'take.bare' : 'take.original', { size: sizeOf(size) }) : t('take.preparing')}</span>
    </p>
  )
}

/** What the person should know before going on: why it came back, what the phone did, what is short. */
function Notes() {
  const asking = useSignal(false)
  const { camera, reason } = draft.value!
  return (
    <div class="take-notes">
      {reason && <p class="small danger" role="alert">{t('take.sentBack', { why: reasonWords(reason) })}</p>}
      {trouble.value && <p class="small danger" role="alert">{trouble.value}</p>}
      {isLow(room.value) && <p class="small danger">{t('take.lowRoom', { size: sizeOf(room.value!) })}</p>}
      {resumed.value && (
        <p class="small dim">
          {t(camera ? 'take.killed' : 'take.resumed')}{' '}
          <button type="button" class="take-word" onClick={() => (asking.value = true)}>{t('take.startOver')}</button>
        </p>
      )}
      <Sheet open={asking.value} title={t('take.startOverAsk')} onClose={() => (asking.value = false)}>
        <p>{t('take.startOverSays')}</p>
        <div class="foot">
          <Button kind="destructive" onClick={() => { asking.value = false; void startOver() }}>{t('take.startOverDo')}</Button>
          <Button kind="primary" onClick={() => (asking.value = false)}>{t('take.keepIt')}</Button>
        </div>
      </Sheet>
    </div>
  )
}
