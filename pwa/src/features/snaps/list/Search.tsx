import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'

const PAUSE = 350

interface Props {
  text: string
  onText: (text: string) => void
  focus: boolean
  /** what is searched; snaps by default */
  label?: string
}

/** The search field: asks after a pause, and not while an input method is still composing a character. */
export function Search({ text, onText, focus, label = t('list.search') }: Props) {
  const [typed, setTyped] = useState(text)
  const composing = useRef(false)
  const field = useRef<HTMLInputElement>(null)
  const latest = useRef(onText)
  latest.current = onText

  useEffect(() => {
    if (focus) field.current?.focus()
  }, [focus])
  useEffect(() => {
    if (typed.trim() === text || composing.current) return undefined
    const timer = setTimeout(() => latest.current(typed.trim()), PAUSE)
    return () => clearTimeout(timer)
  }, [typed, text])

  return (
    <form role="search" class="in list-search" onSubmit={(event) => { event.preventDefault(); onText(typed.trim()) }}>
      <Icon name="search" small />
      <input
        ref={field}
        type="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onCompositionStart={() => (composing.current = true)}
        onCompositionEnd={(event) => {
          composing.current = false
          setTyped(event.currentTarget.value)
        }}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      {typed && (
        <button type="button" class="ib" aria-label={t('list.clear')} onClick={() => { setTyped(''); onText(''); field.current?.focus() }}>
          <Icon name="close" small />
        </button>
      )}
    </form>
  )
}
