import { Page } from '../../shell/Page'
import { wide } from '../../shell/wide'
import { Empty } from '../../ui/Empty'
import { t } from '../../words'
import { InCalls } from './InCalls'
import { CallsPane } from './list/CallsPane'

/** /calls: what needs me, and every call of my street, district or unit. */
export default function Calls() {
  return (
    <InCalls>
      <Page title={t('calls.title')} tabbed>
        {wide.value ? <Empty title={t('calls.pick')}>{t('calls.pickHint')}</Empty> : <CallsPane />}
      </Page>
    </InCalls>
  )
}
