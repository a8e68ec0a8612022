import { useLocation } from 'preact-iso'
import { useEffect, useRef } from 'preact/hooks'
import { me } from '../../api/session'
import { outbox } from '../../offline/outbox'
import { Page } from '../../shell/Page'
import { toast } from '../../ui/Toast'
import { t } from '../../words'
import './take/take.css'
import { draft, openDraft } from './take/making'
import { isBlank } from '../../offline/draft'
import { TakeBar } from './take/TakeBar'
import { TakeDetails } from './take/TakeDetails'
import { TakeDone } from './take/TakeDone'
import { TakePhotos } from './take/TakePhotos'
import { TakePlace } from './take/TakePlace'

/** Goes to the step before: by the phone's history when it was there, else (a reload, an item being mended) by address. */
function useBack(step: string): (to: string) => void {
  const { route } = useLocation()
  const seen = useRef<string[]>([])
  useEffect(() => {
    if (seen.current.at(-2) === step) seen.current.pop()
    else seen.current.push(step)
  }, [step])
  return (to) => (seen.current.at(-2) === to ? history.back() : route(to ? `/snap?step=${to}` : '/snap', true))
}

/** A snap in two steps. The step is in the address: the phone's own back button goes one step back, not out. */
export default function Take() {
  const { query, route } = useLocation()
  const back = useBack(query.step ?? '')
  useEffect(() => void openDraft(), [me.value?.person.id, query.done])

  const close = () => {
    if (draft.peek() && !isBlank(draft.peek()!)) toast(t('take.kept'))
    route('/')
  }
  const done = query.done ? outbox.value.find((item) => item.id === query.done) : undefined
  if (done) return <TakeDone key="done" item={done} onClose={close} onAgain={() => route('/snap')} />
  if (!draft.value) return <Page title={t('take.title')} bar={<TakeBar icon="close" label={t('take.close')} onBack={close} title={t('take.title')} />}>{null}</Page>
  if (query.step === 'place') return <TakePlace key="place" onDone={() => back('details')} />
  if (query.step === 'details')
    return (
      <TakeDetails
        key="details"
        onBack={() => back('')}
        onPlace={() => route('/snap?step=place')}
        onSent={(id) => route(`/snap?done=${id}`, true)}
      />
    )
  return <TakePhotos key="photos" onClose={close} onNext={() => route('/snap?step=details')} />
}
