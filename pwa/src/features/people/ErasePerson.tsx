import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { ErasePersonDocument } from './gql/graphql'
import { newId } from '../../api/ids'
import { act } from '../../api/request'
import { Button } from '../../ui/Button'
import { Area, Field } from '../../ui/Field'
import { Sheet } from '../../ui/Sheet'
import { toast } from '../../ui/Toast'
import { useTask } from '../../ui/useTask'
import { t } from '../../words'
import type { Person } from './posts'
import { changed } from './useManaged'

const REASON_AT_MOST = 200

/** A person asked to be forgotten: for ever, so it says what goes and what stays, and a slip of the finger is not enough. */
export const ErasePerson = ({ person, open, onClose }: { person: Person; open: boolean; onClose: () => void }) => (
  <Sheet open={open} title={t('erase.ask', { name: person.name })} onClose={onClose}>{open && <Inside person={person} onClose={onClose} />}</Sheet>
)

function Inside({ person, onClose }: { person: Person; onClose: () => void }) {
  const { route } = useLocation()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const id = useMemo(newId, [reason])
  const task = useTask()
  const sure = typed.trim() !== '' && typed.trim() === [...person.name].at(-1)
  const erase = () =>
    task.run(async () => {
      await act(ErasePersonDocument, { id, personId: person.id, reason: reason.trim() })
      changed()
      toast(t('erase.done'))
      route('/manage/people', true)
    })
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); void erase() }}>
      <dl class="facts">
        <dt>{t('erase.goes')}</dt><dd>{t('erase.goesWhat')}</dd>
        <dt>{t('erase.stays')}</dt><dd>{t('erase.staysWhat')}</dd>
      </dl>
      <p class="says">{t('erase.first')}</p>
      <Area label={t('erase.reason')} hint={t('erase.reasonHint')} maxLength={REASON_AT_MOST} value={reason} onValue={setReason} />
      <Field label={t('erase.confirm')} hint={t('erase.confirmHint')} autoComplete="off" maxLength={2} value={typed} onValue={setTyped} />
      {task.error && <p class="danger small" role="alert">{task.error}</p>}
      <div class="foot">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button kind="destructive" type="submit" busy={task.busy} refused={!sure || !reason.trim()}>{t('erase.do')}</Button>
      </div>
    </form>
  )
}
