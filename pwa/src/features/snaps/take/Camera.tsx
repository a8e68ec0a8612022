import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { Icon, type IconName } from '../../../ui/Icon'
import { beforeCamera, change, photosLeft, takeFiles } from './making'

interface Props {
  class: string
  icon?: IconName
  /** pick from the album instead of opening the camera */
  album?: boolean
  /** the photo that this one replaces */
  instead?: string | undefined
  label?: string
  onTaken?: () => void
  children?: ComponentChildren
}

/**
 * A button that opens the camera. The native input lies hidden inside its label: its own width would push the page wide at
 * large type. The draft is saved before the camera opens.
 */
export function Camera({ class: cls, icon, album, instead, label, onTaken, children }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const taken = () => {
    const files = [...(input.current?.files ?? [])]
    input.current!.value = ''
    void change({ camera: false })
    if (!files.length) return
    void takeFiles(files, instead)
    onTaken?.()
  }
  return (
    <label class={`${cls} cam`}>
      {icon && <Icon name={icon} small={cls.includes('btn')} />}
      {children}
      <input
        ref={input}
        class="cam-input"
        type="file"
        accept="image/*"
        aria-label={label}
        multiple={Boolean(album) && !instead && photosLeft.value > 1}
        {...(album ? {} : { capture: 'environment' as const })}
        onClick={() => void beforeCamera()}
        onCancel={() => void change({ camera: false })}
        onChange={taken}
      />
    </label>
  )
}
