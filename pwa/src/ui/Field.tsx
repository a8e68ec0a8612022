import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon, type IconName } from './Icon'

interface Common {
  label: string
  hint?: string
  /** what is wrong and how to mend it */
  error?: string | undefined
}

interface Aria {
  'aria-invalid'?: true
  'aria-describedby'?: string
}

function Frame({ label, hint, error, id, children }: Common & { id: string; children: (aria: Aria) => ComponentChildren }) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const aria: Aria = { ...(error ? { 'aria-invalid': true } : {}), ...(described ? { 'aria-describedby': described } : {}) }
  return (
    <div class="field">
      <span><label for={id}>{label}</label></span>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {children(aria)}
      {error && <p class="error" id={`${id}-error`} role="alert">{error}</p>}
    </div>
  )
}

interface Input {
  type?: 'text' | 'tel' | 'password' | 'search' | 'date' | 'datetime-local' | 'number'
  inputMode?: 'text' | 'tel' | 'numeric' | 'search'
  autoComplete?: 'tel' | 'one-time-code' | 'current-password' | 'new-password' | 'name' | 'off'
  enterKeyHint?: 'next' | 'done' | 'go' | 'search'
  placeholder?: string
  maxLength?: number
  min?: string
  max?: string
  required?: boolean
}

/** Label, hint, input, error with the remedy. */
export function Field({ label, hint, error, icon, value, onValue, end, ...rest }: Common & Input & {
  icon?: IconName
  value: string
  onValue: (value: string) => void
  end?: ComponentChildren
}) {
  const id = useId()
  return (
    <Frame label={label} hint={hint!} error={error} id={id}>
      {(aria) => (
        <div class={`in${error ? ' bad' : ''}`}>
          {icon && <Icon name={icon} />}
          <input id={id} value={value} onInput={(event) => onValue(event.currentTarget.value)} {...aria} {...(rest as object)} />
          {end}
        </div>
      )}
    </Frame>
  )
}

/** Several lines of a person's own words. */
export function Area({ label, hint, error, value, onValue, maxLength, placeholder, rows = 3 }: Common & {
  value: string
  onValue: (value: string) => void
  maxLength?: number
  placeholder?: string
  rows?: number
}) {
  const id = useId()
  return (
    <Frame label={label} hint={hint!} error={error} id={id}>
      {(aria) => (
        <textarea id={id} class={`in${error ? ' bad' : ''}`} value={value} rows={rows} maxLength={maxLength}
          placeholder={placeholder} onInput={(event) => onValue(event.currentTarget.value)} {...aria} />
      )}
    </Frame>
  )
}

/** One of a few or many; the system's own picker. */
export function Choice<T extends string>({ label, hint, error, value, options, onValue }: Common & {
  value: T
  options: { value: T; label: string }[]
  onValue: (value: T) => void
}) {
  const id = useId()
  return (
    <Frame label={label} hint={hint!} error={error} id={id}>
      {(aria) => (
        <select id={id} class={`in${error ? ' bad' : ''}`} value={value} onChange={(event) => onValue(event.currentTarget.value as T)} {...aria}>
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
      )}
    </Frame>
  )
}
