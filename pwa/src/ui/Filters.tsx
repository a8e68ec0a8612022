import { useEffect, useRef } from 'preact/hooks'

interface Item<T> {
  value: T
  label: string
  count?: number
}

interface Props<T> {
  label: string
  value: T
  items: Item<T>[]
  onChoose: (value: T) => void
}

/** Underlined choices over a list. */
export function Filters<T extends string>({ label, value, items, onChoose }: Props<T>) {
  const box = useRef<HTMLDivElement>(null)
  // the chosen one is never off the screen, however many there are
  useEffect(() => {
    const chosen = box.current?.querySelector<HTMLElement>('[aria-pressed=true]')
    if (box.current && chosen) box.current.scrollLeft = chosen.offsetLeft - box.current.offsetLeft - (box.current.clientWidth - chosen.offsetWidth) / 2
  }, [value, items.length])
  return (
    <div ref={box} class="filters" role="group" aria-label={label}>
      {items.map((item) => (
        <button key={item.value} type="button" aria-pressed={item.value === value} onClick={() => onChoose(item.value)}>
          {item.label} {item.count === undefined ? null : <span>{item.count}</span>}
        </button>
      ))}
    </div>
  )
}
