import { useEffect, useRef, useState } from 'preact/hooks'

const STAY = 4_000

interface Count {
  label: string
  value: number | undefined
}

/** A figure; when it rises, an accent "+1" stays beside it for four seconds. */
function Figure({ label, value }: Count) {
  const before = useRef(value)
  const [rise, setRise] = useState(0)
  useEffect(() => {
    const last = before.current
    before.current = value
    if (value === undefined || last === undefined || value <= last) return undefined
    setRise(value - last)
    const timer = setTimeout(() => setRise(0), STAY)
    return () => clearTimeout(timer)
  }, [value])
  return (
    <div>
      <b>{value ?? '–'}{rise > 0 && <em aria-hidden="true">+{rise}</em>}</b>
      <span>{label}</span>
    </div>
  )
}

/** Figures on a baseline, no boxes; read out politely when they change. */
export const Counts = ({ label, counts }: { label: string; counts: Count[] }) => (
  <section class="counts" aria-label={label} aria-live="polite">
    {counts.map((count) => <Figure key={count.label} {...count} />)}
  </section>
)
