import { useState } from 'preact/hooks'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Sheet } from '../../ui/Sheet'
import { t } from '../../words'
import { explain } from '../../words/problems'
import { dayOf } from '../../words/time'
import { changed } from './useManaged'

interface Props {
  open: boolean
  title: string
  hint: string
  submit: string
  destructive?: boolean
  /** asks for a day, today at first */
  withDay?: boolean
  onClose: () => void
  run: (day: string) => Promise<void>
}

/** One decision: says what will happen, asks for the day where there is one. */
export const Confirm = ({ open, title, onClose, ...rest }: Props) => (
  <Sheet open={open} title={title} onClose={onClose}><Inside onClose={onClose} {...rest} /></Sheet>
)

function Inside({ hint, submit, destructive, withDay, onClose, run }: Omit<Props, 'open' | 'title'>) {
  const [day, setDay] = useState(() => dayOf(Date.now()))
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await run(day)
      changed()
      onClose()
    } catch (problem) {
      changed()
      setError(explain(problem))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); void send() }}>
      <p class="small dim">{hint}</p>
      {withDay && <Field label={t('manage.lastDay')} type="date" required value={day} onValue={setDay} error={error} />}
      {error && !withDay && <p class="danger small" role="alert">{error}</p>}
      <div class="foot">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button kind={destructive ? 'destructive' : 'primary'} type="submit" busy={busy}>{submit}</Button>
      </div>
    </form>
  )
}
