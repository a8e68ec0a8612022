import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { pushOff } from './push'
import { Unreachable } from '../../api/request'
import { signOut } from '../../api/session'
import { unsent } from '../../offline/outbox'
import { Button } from '../../ui/Button'
import { Sheet } from '../../ui/Sheet'
import { useTask } from '../../ui/useTask'
import { t } from '../../words'

/** This phone must not go on getting notifications meant for whoever just left. */
async function leave(): Promise<void> {
  await pushOff().catch(() => undefined)
  await signOut()
}

/** Leaving is asked once; what is unsent is counted and kept. */
export function SignOut() {
  const open = useSignal(false)
  const offline = useSignal(false)
  const task = useTask()
  const { route } = useLocation()
  const go = () =>
    task.run(async () => {
      offline.value = false
      await leave().catch((error: unknown) => {
        offline.value = error instanceof Unreachable
        throw error
      })
      open.value = false
      route('/signin')
    })
  return (
    <div class="top">
      <Button full kind="destructive" icon="leave" onClick={() => (open.value = true)}>{t('me.signOut')}</Button>
      <Sheet open={open.value} title={t('me.signOutAsk')} onClose={() => (open.value = false)}>
        <p>{unsent.value > 0 ? t('me.signOutKeeps', { n: unsent.value }) : t('me.signOutPlain')}</p>
        {task.error && <p class="danger top" role="alert">{offline.value ? t('me.signOutOffline') : task.error}</p>}
        <div class="foot">
          <Button onClick={() => (open.value = false)}>{t('me.stay')}</Button>
          <Button kind="destructive" busy={task.busy} onClick={go}>{t('me.signOut')}</Button>
        </div>
      </Sheet>
    </div>
  )
}
