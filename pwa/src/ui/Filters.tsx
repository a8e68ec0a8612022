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
export const Filters = <T extends string>({ label, value, items, onChoose }: Props<T>) => (
  <div class="filters" role="group" aria-label={label}>
    {items.map((item) => (
      <button key={item.value} type="button" aria-pressed={item.value === value} onClick={() => onChoose(item.value)}>
        {item.label} {item.count === undefined ? null : <span>{item.count}</span>}
      </button>
    ))}
  </div>
)
