import { useLocation } from 'preact-iso'
import { me, signedIn } from '../../api/session'
import { Bell } from '../../shell/Bell'
import { Page } from '../../shell/Page'
import { Panes } from '../../shell/Panes'
import { screen } from '../../shell/screen'
import { wide } from '../../shell/wide'
import { IconButton } from '../../ui/Button'
import { t } from '../../words'
import { todayLong } from '../../words/time'
import { first, type First } from './first'
import { Mine } from './Mine'
import { Nearby } from './Nearby'

const Detail = screen(() => import('../snaps/Detail'))
const Story = screen(() => import('../snaps/Story'))
const CallPane = screen(async () => ({ default: (await import('../calls/detail/CallPane')).CallPane }))
const CallSide = screen(async () => ({ default: (await import('../calls/detail/CallPane')).CallSide }))
const MapPane = screen(() => import('../grid/MapPane'))

/** Where this person works or lives, for the line under the title. */
function place(): string | undefined {
  const person = me.value
  return person?.posts[0]?.placeName ?? person?.homeName
}

/** On a desk a row opens beside the list, on a phone as a screen of its own. */
const hrefOf = (id: string): string => (wide.value ? `/?snap=${id}` : `/snaps/${id}`)

function Head() {
  return (
    <header class="head">
      <div class="line">
        <h1 class="grow">{t('today.title')}</h1>
        <IconButton icon="search" label={t('ui.search')} href="/snaps?search" />
        <Bell />
      </div>
      <p class="where"><span>{todayLong()}</span><span>{place()}</span></p>
    </header>
  )
}

/** What needs me, how things stand, what I follow; for a visitor, what goes on nearby. */
export function Today() {
  const { query } = useLocation()
  const open: First | undefined = query.snap ? { kind: 'snap', id: query.snap } : wide.value ? first.value : undefined
  const selected = open?.id
  const own = (
    <Page title={t('today.title')} tabbed>
      <Head />
      {signedIn.value ? <Mine hrefOf={hrefOf} selected={selected} /> : <Nearby hrefOf={hrefOf} selected={selected} />}
      <p class="cap faint top wide">{t('today.pickHint')}</p>
    </Page>
  )
  if (!wide.value || !open) return <Panes list={() => own} main={wide.value ? <MapPane hrefOf={hrefOf} /> : own} />
  const [Main, Side] = open.kind === 'call' ? [CallPane, CallSide] : [Detail, Story]
  return <Panes list={() => own} main={<Main id={open.id} key={open.id} />} side={() => <Side id={open.id} key={open.id} />} />
}
