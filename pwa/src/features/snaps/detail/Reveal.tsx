import { useState } from 'preact/hooks'
import { RevealReporterDocument } from '../../../api/gql/graphql'
import { act } from '../../../api/request'
import { Button } from '../../../ui/Button'
import { Area } from '../../../ui/Field'
import { Sheet } from '../../../ui/Sheet'
import { t } from '../../../words'
import { explain } from '../../../words/problems'

interface Props {
  personId: string
  title?: string
  open: boolean
  onClose: () => void
}

/** A phone number is shown for a reason, and the reason is kept. Closed, it is hidden again. */
export const Reveal = ({ personId, title = t('detail.revealTitle'), open, onClose }: Props) => (
  <Sheet open={open} title={title} onClose={onClose}>
    <Ask personId={personId} onClose={onClose} />
  </Sheet>
)

function Ask({ personId, onClose }: Omit<Props, 'open' | 'title'>) {
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<{ name: string; phone: string }>()
  const ask = async () => {
    if (!reason.trim()) return setError(t('step.wordsNeeded'))
    setBusy(true)
    setError(undefined)
    try {
      setFound(await act(RevealReporterDocument, { personId, reason: reason.trim() }))
    } catch (problem) {
      setError(explain(problem))
    } finally {
      setBusy(false)
    }
  }
  if (found)
    return (
      <div class="stack">
        <p class="dim">{t('detail.revealed', { name: found.name })}</p>
        <p class="code">{found.phone}</p>
        <div class="foot">
          <Button onClick={onClose}>{t('ui.close')}</Button>
          <Button kind="primary" icon="phone" href={`tel:${found.phone}`}>{t('detail.callNow')}</Button>
        </div>
      </div>
    )
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); void ask() }}>
      <Area label={t('detail.revealReason')} hint={t('detail.revealHint')} error={error} value={reason} onValue={setReason} maxLength={200} />
      <div class="foot"><Button kind="primary" type="submit" busy={busy}>{t('detail.revealDo')}</Button></div>
    </form>
  )
}
