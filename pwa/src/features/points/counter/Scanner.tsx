import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../../words'
import { Button } from '../../../ui/Button'
import { codeIn } from '../code'

interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>
}

const Maker = (globalThis as { BarcodeDetector?: new (options: { formats: string[] }) => Detector }).BarcodeDetector

/** Whether this browser can read codes by itself: Chromium on phones can. Elsewhere the digits are typed. */
export const canScan = (): boolean => Maker !== undefined && typeof navigator.mediaDevices?.getUserMedia === 'function'

const PAUSE = 160

interface Props {
  onCode: (code: string) => void
  onClose: () => void
}

/** The camera's picture until a code of ours is in it. */
export function Scanner({ onCode, onClose }: Props) {
  const video = useRef<HTMLVideoElement>(null)
  const [refused, setRefused] = useState(false)
  useEffect(() => {
    let stream: MediaStream | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const detector = Maker && new Maker({ formats: ['qr_code'] })
    const read = async () => {
      const found = await detector!.detect(video.current!).catch(() => [])
      const code = found.map(({ rawValue }) => codeIn(rawValue)).find((one) => one !== null)
      if (over) return
      if (code) onCode(code)
      else timer = setTimeout(() => void read(), PAUSE)
    }
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (over || !video.current) return stream.getTracks().forEach((track) => track.stop())
      video.current.srcObject = stream
      await video.current.play()
      await read()
    }
    begin().catch(() => over || setRefused(true))
    return () => {
      over = true
      clearTimeout(timer)
      stream?.getTracks().forEach((track) => track.stop())
    }
  }, [])
  return (
    <div>
      {refused ? <p class="says top-says" role="alert">{t('counter.noCamera')}</p> : (
        <div class="scanner">
          {/* a camera's picture has no words to show */}
          {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
          <video ref={video} playsInline muted aria-label={t('counter.scanning')} />
          <span class="aim" aria-hidden="true" />
        </div>
      )}
      <Button full onClick={onClose}>{t('counter.type')}</Button>
    </div>
  )
}
