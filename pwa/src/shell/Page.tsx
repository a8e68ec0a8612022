import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../words'
import { language } from '../words/language'

interface Props {
  /** the document's title and what a screen reader hears on arrival */
  title: string
  /** has tabs at its foot (a root screen) */
  tabbed?: boolean
  /** has a dock at its foot */
  docked?: boolean
  /** <Bar> */
  bar?: ComponentChildren
  /** <Dock> */
  dock?: ComponentChildren
  /** inside another screen's pane: no title, no focus, no landmark of its own */
  embedded?: boolean
  children: ComponentChildren
}

/** Moves focus to the new screen's heading, except on the first load, where the top of the page is right. */
let arrivals = 0

/** The frame of every screen: sets the title, takes focus on arrival, leaves room for tabs or dock. */
export function Page({ title, tabbed, docked, bar, dock, embedded, children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!embedded) document.title = `${title} · ${t('app.name')}`
  }, [title, embedded, language.value])
  useEffect(() => {
    if (embedded || arrivals++ === 0) return
    const heading = box.current?.querySelector<HTMLElement>('h1')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
    if (!embedded) scrollTo(0, 0)
  }, [])
  const cls = ['main', tabbed && 'tabbed', docked && 'docked'].filter(Boolean).join(' ')
  const Main = embedded ? 'div' : 'main'
  return (
    <div class="screen" ref={box}>
      {bar}
      <Main class={cls} id={embedded ? undefined : 'main'} tabIndex={embedded ? undefined : -1}>{children}</Main>
      {dock}
    </div>
  )
}
