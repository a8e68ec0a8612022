import { Page } from '../../shell/Page'
import { Panes } from '../../shell/Panes'
import { wide } from '../../shell/wide'
import { Empty } from '../../ui/Empty'
import { t } from '../../words'
import { CallsPane } from './list/CallsPane'

/** /calls: what needs me, and every call of my street, district or unit. */
export default function Calls() {
  if (!wide.value)
    return (
      <Page title={t('calls.title')} tabbed>
        <CallsPane />
      </Page>
    )
  return (
    <Panes
      list={() => <div class="calls-left"><CallsPane /></div>}
      main={<Page title={t('calls.title')}><Empty title={t('calls.pick')}>{t('calls.pickHint')}</Empty></Page>}
    />
  )
}
