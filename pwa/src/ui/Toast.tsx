import { signal } from '@preact/signals'
import { t } from '../words'
import { Icon } from './Icon'

interface Said {
  text: string
  undo?: () => void
}

const STAY = 6_000
const said = signal<Said | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

/** Says for six seconds what happened, with undo as a word where it can be undone. Never for errors. */
export function toast(text: string, undo?: () => void): void {
  clearTimeout(timer)
  said.value = undo ? { text, undo } : { text }
  timer = setTimeout(() => (said.value = null), STAY)
}

export function Toasts() {
  const now = said.value
  return (
    <div role="status">
      {now && (
        <div class="toast" key={now.text}>
          <Icon name="check" small />
          <span>{now.text}</span>
          {now.undo && (
            <button class="act" type="button" onClick={() => { said.value = null; now.undo?.() }}>{t('ui.undo')}</button>
          )}
        </div>
      )}
    </div>
  )
}
