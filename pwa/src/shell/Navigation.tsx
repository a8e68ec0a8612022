import { useLocation } from 'preact-iso'
import { may, me } from '../api/session'
import { Icon, type IconName } from '../ui/Icon'
import { t } from '../words'
import { unread } from './unread'
import { wide } from './wide'

interface Place {
  href: string
  icon: IconName
  word: 'nav.today' | 'nav.calls' | 'nav.map' | 'nav.snap' | 'nav.inbox' | 'nav.wishes' | 'nav.me' | 'nav.manage'
  /** further paths that belong to it */
  also?: string[]
}

const TODAY: Place = { href: '/', icon: 'today', word: 'nav.today' }
const CALLS: Place = { href: '/calls', icon: 'call', word: 'nav.calls' }
const MAP: Place = { href: '/map', icon: 'map', word: 'nav.map', also: ['/snaps'] }
const SNAP: Place = { href: '/snap', icon: 'camera', word: 'nav.snap' }
const WISHES: Place = { href: '/wishes', icon: 'heart', word: 'nav.wishes' }
const INBOX: Place = { href: '/inbox', icon: 'bell', word: 'nav.inbox' }
const ME: Place = { href: '/me', icon: 'person', word: 'nav.me', also: ['/signin'] }
const MANAGE: Place = { href: '/manage', icon: 'gear', word: 'nav.manage' }

const ADMINISTRATION = ['people:read', 'people:write', 'staffing:read', 'staffing:write']

/** Whether there is anything to manage for this person. */
export const manages = (): boolean => ADMINISTRATION.some(may)

const OF_CALLS = ['call:read', 'call:draft', 'call:sign', 'call:dispatch', 'call:answer', 'call:attend']

/** Whether this person has to do with calls: whoever has not keeps the map in their place. */
const calls = (): boolean => OF_CALLS.some(may)

const here = (place: Place, path: string): boolean =>
  place.href === '/' ? path === '/' : [place.href, ...(place.also ?? [])].some((start) => path === start || path.startsWith(`${start}/`))

function Entry({ place, path, class: cls }: { place: Place; path: string; class?: string }) {
  const count = place === INBOX ? unread.value : 0
  return (
    <a href={place.href} class={cls} aria-current={here(place, path) ? 'page' : undefined}>
      {cls?.includes('snap') && !wide.value ? <span><Icon name={place.icon} /></span> : <Icon name={place.icon} />}
      {t(place.word)}
      {count > 0 && <><span class="badge" aria-hidden="true">{count > 99 ? '99+' : count}</span><span class="vh">{t('nav.unread', { n: count })}</span></>}
    </a>
  )
}

/** The tab bar belongs to root screens; inner screens have a dock there. The inbox is the bell of root screens. */
const ROOTS = new Set(['/', '/calls', '/map', '/snaps', '/wishes', '/me'])

/** Tabs at the foot on phones, a rail at the side on desks. */
export function Navigation() {
  const { path } = useLocation()
  if (wide.value)
    return (
      <nav class="rail" aria-label={t('nav.main')}>
        <Entry place={SNAP} path={path} class="snap" />
        {[TODAY, ...(calls() ? [CALLS] : []), MAP, WISHES, INBOX].map((place) => <Entry key={place.href} place={place} path={path} />)}
        {me.value && manages() && <Entry place={MANAGE} path={path} />}
        <Entry place={ME} path={path} class="end" />
      </nav>
    )
  if (!ROOTS.has(path)) return null
  return (
    <nav class="tabs" aria-label={t('nav.main')}>
      <Entry place={TODAY} path={path} />
      <Entry place={calls() ? CALLS : MAP} path={path} />
      <Entry place={SNAP} path={path} class="snap" />
      <Entry place={WISHES} path={path} />
      <Entry place={ME} path={path} />
    </nav>
  )
}
