import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../words'
import { Icon } from './Icon'

interface Props {
  open: boolean
  title: string
  onClose: () => void
  children: ComponentChildren
}

const FAR = 90

/** One decision. Esc, ✕, a tap outside and a drag down close it; focus returns to where it was. */
export function Sheet({ open, title, onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const from = useRef<number | null>(null)
  const heading = useId()

  useEffect(() => {
    const dialog = ref.current
    if (open && dialog && !dialog.open) dialog.showModal()
    if (!open && dialog?.open) dialog.close()
  }, [open])

  const drag = (y: number, over: boolean) => {
    const dialog = ref.current
    if (!dialog || from.current === null) return
    const way = Math.max(0, y - from.current)
    dialog.style.transform = over ? '' : `translateY(${way}px)`
    if (!over) return
    from.current = null
    if (way > FAR) onClose()
  }

  return (
    // The click outside is a convenience: Esc and the ✕ do the same by keyboard.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={ref}
      class="sheet"
      aria-labelledby={heading}
      onClose={() => open && onClose()} // by Esc or the phone's back; a sheet that was told to close may have made room for another
      onClick={(event) => event.target === ref.current && onClose()}
    >
      {open && (
        <>
          <div class="grip" aria-hidden="true" />
          <header
            onPointerDown={(event) => {
              if ((event.target as Element).closest('button')) return
              from.current = event.clientY
              event.currentTarget.setPointerCapture(event.pointerId)
            }}
            onPointerMove={(event) => drag(event.clientY, false)}
            onPointerUp={(event) => drag(event.clientY, true)}
            onPointerCancel={(event) => drag(event.clientY, true)}
          >
            <h2 id={heading}>{title}</h2>
            <button class="ib" type="button" aria-label={t('ui.close')} onClick={onClose}><Icon name="close" /></button>
          </header>
          {children}
        </>
      )}
    </dialog>
  )
}
