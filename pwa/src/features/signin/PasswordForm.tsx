import { useSignal } from '@preact/signals'
import { EnterWithPasswordDocument } from './gql/graphql'
import { act } from '../../api/request'
import type { Me } from '../../api/session'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { useTask } from '../../ui/useTask'
import { t } from '../../words'
import { cleanPhone, isPhone } from './phone'

/** Staff sign in with phone and password. */
export function PasswordForm({ onEnter }: { onEnter: (who: Me) => void }) {
  const phone = useSignal('')
  const password = useSignal('')
  const tried = useSignal(false)
  const task = useTask()
  const complete = isPhone(phone.value) && password.value !== ''
  const enter = () => {
    tried.value = true
    if (!complete) return
    task.run(async () => {
      const answer = await act(EnterWithPasswordDocument, { phone: cleanPhone(phone.value), password: password.value })
      onEnter(answer.me)
    })
  }
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); enter() }}>
      <Field label={t('signin.phone')} icon="phone" type="tel" inputMode="tel" autoComplete="tel" enterKeyHint="next"
        placeholder={t('signin.phoneHolder')} value={phone.value} onValue={(value) => (phone.value = value)}
        error={tried.value && !isPhone(phone.value) ? t('signin.phoneShort') : undefined} />
      <Field label={t('signin.password')} icon="lock" type="password" autoComplete="current-password" enterKeyHint="go"
        value={password.value} onValue={(value) => (password.value = value)}
        error={tried.value && !password.value ? t('signin.passwordEmpty') : task.error} />
      <div class="signin-do">
        <Button kind="primary" type="submit" busy={task.busy}>{t(task.busy ? 'signin.entering' : 'signin.enter')}</Button>
        <Button href="/">{t('signin.look')}</Button>
      </div>
    </form>
  )
}
