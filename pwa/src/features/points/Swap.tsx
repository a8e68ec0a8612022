import { useEffect, useRef, useState } from 'preact/hooks'
import { signed } from './amount'

const STAY = 4_000

/** A number that swaps when it changes; by how much stays beside it for four seconds. */
export function Swap({ value }: { value: number }) {
  const before = useRef(value)
  const [by, setBy] = useState(0)
  useEffect(() => {
    const change = value - before.current
    before.current = value
    if (!change) return undefined
    setBy(change)
    const timer = setTimeout(() => setBy(0), STAY)
    return () => clearTimeout(timer)
  }, [value])
  return (
    <span class="swap">
      <b key={value} class={by ? 'swap-in' : ''}>{value}</b>
      {by !== 0 && <em class={by > 0 ? '' : 'less'} aria-hidden="true">{signed(by)}</em>}
    </span>
  )
}
