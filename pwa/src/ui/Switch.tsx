interface Props {
  label: string
  on: boolean
  busy?: boolean
  onChange: (on: boolean) => void
}

/** On or off, at once. */
export const Switch = ({ label, on, busy, onChange }: Props) => (
  <button class="switch" type="button" role="switch" aria-checked={on} aria-label={label} aria-busy={busy || undefined}
    onClick={() => !busy && onChange(!on)} />
)
