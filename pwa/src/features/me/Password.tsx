import { useSignal } from '@preact/signals'
import { ChoosePasswordDocument } from './gql/graphql'
import { act } from '../../api/request'
import { refreshSession } from '../../api/session'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Sheet } from '../../ui/Sheet'
import { toast } from '../../ui/Toast'
import { useTask } from '../../ui/useTask'
import { t } from '../../words'

/** Sets or changes the password; the server judges its strength and says why not. */
export function Password({ has }: { has: boolean }) {
  const open = useSignal(false)
  const current = useSignal('')
  const next = useSignal('')
  const task = useTask()
  const title = t(has ? 'me.passwordChange' : 'me.passwordSet')
  const save = () =>
    task.run(async () => {
      await act(ChoosePasswordDocument, { current: has ? current.value : null, new: next.value })
      open.value = false
      current.value = next.value = ''
      toast(t('me.passwordSaved'))
      await refreshSession().catch(() => undefined)
    })
  return (
    <section class="sec">
      <Button full icon="lock" onClick={() => (open.value = true)}>{title}</Button>
      <Sheet open={open.value} title={title} onClose={() => (open.value = false)}>
        <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
          {has && <Field label={t('me.passwordCurrent')} type="password" autoComplete="current-password"
            value={current.value} onValue={(value) => (current.value = value)} />}
          <Field label={t('me.passwordNew')} hint={t('me.passwordNewHint')} type="password" autoComplete="new-password"
            value={next.value} onValue={(value) => (next.value = value)} error={task.error} />
          <div class="foot">
            <Button onClick={() => (open.value = false)}>{t('ui.cancel')}</Button>
            <Button kind="primary" type="submit" busy={task.busy}>{t('me.passwordSave')}</Button>
          </div>
        </form>
      </Sheet>
    </section>
  )
}
