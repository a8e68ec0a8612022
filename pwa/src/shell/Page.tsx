import { createContext, type ComponentChildren } from 'preact'
import { useContext, useEffect, useRef } from 'preact/hooks'
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
  children: ComponentChildren
}

/** True inside <Panes>, which is the landmark itself. */
export const InPanes = createContext(false)

/** Names the document, also in the language it is changed to. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, language.value])
}

/** Moves focus to the new screen's heading, except on the first load, where the top of the page is right. */
let arrivals = 0

/** The frame of every screen: sets the title, takes focus on arrival, leaves room for tabs or dock. */
export function Page({ title, tabbed, docked, bar, dock, children }: Props) {
  const box = useRef<HTMLElement>(null)
  const inPanes = useContext(InPanes)
  useTitle(title)
  useEffect(() => {
    if (arrivals++ === 0) return
    const heading = box.current?.querySelector<HTMLElement>('h1')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [])
  const cls = ['main', tabbed && 'tabbed', docked && 'docked'].filter(Boolean).join(' ')
  const Screen = inPanes ? 'div' : 'main'
  return (
    <Screen class="screen" ref={box as never} id={inPanes ? undefined : 'main'} tabIndex={inPanes ? undefined : -1}>
      {bar}
      <div class={cls}>{children}</div>
      {dock}
    </Screen>
  )
}
