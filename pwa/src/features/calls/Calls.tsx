import { useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { may } from '../../api/session'
import { Page } from '../../shell/Page'
import { screen } from '../../shell/screen'
import { wide } from '../../shell/wide'
import { Empty } from '../../ui/Empty'
import { t } from '../../words'
import { InCalls } from './InCalls'
import { CallsPane } from './list/CallsPane'
import { statesFor, wantedOf, type Wanted } from './list/filter'
import { useQueue } from './list/useCalls'
import { answersCalls } from './own'

const Call = screen(() => import('./Call'))

/** /calls: what needs me, and every call of my street, district or unit. */
export default function Calls() {
  const { query } = useLocation()
  const wanted = wantedOf(query, statesFor(may))
  if (!wide.value) return <Page title={t('calls.title')} tabbed><CallsPane /></Page>
  return wanted.state === 'needs' && !answersCalls() ? <First wanted={wanted} /> : <Choose />
}

/** What needs me most stands open at once, and stays however the queue moves. */
function First({ wanted }: { wanted: Wanted }) {
  const queue = useQueue(wanted)
  const first = useRef<string | undefined>(undefined)
  first.current ??= queue.ids[0]
  return first.current ? <Call id={first.current} /> : <Choose />
}

const Choose = () => (
  <InCalls>
    <Page title={t('calls.title')} tabbed><Empty title={t('calls.pick')}>{t('calls.pickHint')}</Empty></Page>
  </InCalls>
)
