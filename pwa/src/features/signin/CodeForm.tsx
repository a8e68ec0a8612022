import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { EnterWithCodeDocument, SendCodeDocument } from './gql/graphql'
import { act } from '../../api/request'
import type { Me } from '../../api/session'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { useTask } from '../../ui/useTask'
import { t } from '../../words'
import { now } from '../../words/time'
import { cleanPhone, isCode, isPhone } from './phone'

const AGAIN_AFTER = 60

interface Sent {
  phone: string
  expiresAt: string
  demoCode: string | null | undefined
}

/** Counts down the seconds until another code may be asked for. */
function useSeconds(from: string | undefined): number {
  const rest = useSignal(0)
  useEffect(() => {
    if (!from) return undefined
    rest.value = AGAIN_AFTER
    const timer = setInterval(() => rest.value > 0 && rest.value--, 1_000)
    return () => clearInterval(timer)
  }, [from])
  return rest.value
}

export function CodeForm({ onEnter }: { onEnter: (who: Me) => void }) {
  const phone = useSignal('')
  const sent = useSignal<Sent | null>(null)
  const task = useTask()
  const short = useSignal(false)
  const ask = () =>
    task.run(async () => {
      short.value = !isPhone(phone.value)
      if (short.value) return
      const answer = await act(SendCodeDocument, { phone: cleanPhone(phone.value) })
      sent.value = { phone: cleanPhone(phone.value), expiresAt: answer.expiresAt, demoCode: answer.demoCode }
    })
  if (sent.value) return <Code sent={sent.value} onAgain={ask} onBack={() => (sent.value = null)} onEnter={onEnter} />
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); ask() }}>
      <Field label={t('signin.phone')} icon="phone" type="tel" inputMode="tel" autoComplete="tel" enterKeyHint="go"
        placeholder={t('signin.phoneHolder')} value={phone.value} onValue={(value) => (phone.value = value)}
        error={short.value ? t('signin.phoneShort') : task.error} />
      <div class="signin-do">
        <Button kind="primary" type="submit" busy={task.busy}>
          {t(task.busy ? 'signin.sendingCode' : 'signin.sendCode')}
        </Button>
        <Button href="/">{t('signin.look')}</Button>
      </div>
    </form>
  )
}

interface CodeProps {
  sent: Sent
  onAgain: () => void
  onBack: () => void
  onEnter: (who: Me) => void
}

function Code({ sent, onAgain, onBack, onEnter }: CodeProps) {
  const code = useSignal('')
  const short = useSignal(false)
  const task = useTask()
  const seconds = useSeconds(sent.expiresAt)
  const enter = () =>
    task.run(async () => {
      short.value = !isCode(code.value)
      if (short.value) return
      const answer = await act(EnterWithCodeDocument, { phone: sent.phone, code: code.value })
      onEnter(answer.me)
    })
  const minutes = Math.max(1, Math.round((Date.parse(sent.expiresAt) - now.value) / 60_000))
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); enter() }}>
      {sent.demoCode && <p class="sent" role="status">{t('signin.demoCode', { code: sent.demoCode })}</p>}
      <Field label={t('signin.code')} icon="lock" inputMode="numeric" autoComplete="one-time-code" enterKeyHint="go" maxLength={6}
        hint={t('signin.codeSent', { phone: sent.phone, n: minutes })} value={code.value} onValue={(value) => (code.value = value)}
        error={short.value ? t('signin.codeShort') : task.error} />
      <Button kind="primary" type="submit" full busy={task.busy}>{t(task.busy ? 'signin.entering' : 'signin.enter')}</Button>
      <div class="wrap">
        <Button kind="quiet" compact class="flush" onClick={onBack}>{t('signin.changePhone')}</Button>
        {seconds > 0
          ? <span class="small faint">{t('signin.againIn', { n: seconds })}</span>
          : <Button kind="quiet" compact onClick={onAgain}>{t('signin.again')}</Button>}
      </div>
    </form>
  )
}
