import { useLocation } from 'preact-iso'
import { Page } from '../../shell/Page'
import { Panes } from '../../shell/Panes'
import { wide } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { Empty } from '../../ui/Empty'
import { t } from '../../words'
import '../people/manage.css'
import '../snaps/list/list.css'
import './activities.css'
import { ActivityList, organises } from './ActivityList'
import { Attendance } from './Attendance'
import { One } from './One'
import { Publish } from './Publish'

function screenOf(id: string | undefined, doing: string | undefined) {
  if (id === 'new') return organises() ? <Publish /> : null
  if (id && doing === 'attendance') return <Attendance key={id} id={id} />
  return id ? <One key={id} id={id} /> : null
}

/** /activities: what one can take part in; desks see the list beside the activity. */
export default function Activities() {
  const { path } = useLocation()
  const [id, doing] = path.split('/').slice(2)
  const inner = screenOf(id, doing)
  if (wide.value) return <Panes list={() => <div class="act-pane"><h1>{t('activity.title')}</h1><ActivityList selected={id} /></div>} main={inner ?? <Pick />} />
  return inner ?? <Page title={t('activity.title')} bar={<Bar title={t('activity.title')} up="/me" />}><ActivityList /></Page>
}

const Pick = () => <Page title={t('activity.title')}><Empty title={t('activity.pick')}>{t('activity.pickHint')}</Empty></Page>
