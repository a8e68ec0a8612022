import { useLocation } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { Page } from '../../shell/Page'
import { Bar } from '../../ui/Bar'
import { t } from '../../words'
import { beginDraft } from './draft/saving'

/** /calls/new?snap=&item=: begins a call form and goes on under its own address. */
export default function New() {
  const { route } = useLocation()
  useEffect(() => {
    const query = new URLSearchParams(location.search)
    void beginDraft(query.getAll('snap'), query.get('item')).then((id) => route(`/calls/${id}/edit`, true))
  }, [])
  return <Page title={t('draft.title')} bar={<Bar title={t('draft.title')} up="/calls" />}>{null}</Page>
}
