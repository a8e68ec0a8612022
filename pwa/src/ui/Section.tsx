import type { ComponentChildren } from 'preact'

interface Props {
  title: string
  count?: number | undefined
  more?: { label: string; href: string }
  aside?: ComponentChildren
  children: ComponentChildren
}

/** A heading with its number, and what belongs to it. */
export const Section = ({ title, count, more, aside, children }: Props) => (
  <section class="sec">
    <header>
      <h2>{title}</h2>
      {count !== undefined && <span class="n">{count}</span>}
      {aside}
      {more && <a class="more" href={more.href}>{more.label}</a>}
    </header>
    {children}
  </section>
)
