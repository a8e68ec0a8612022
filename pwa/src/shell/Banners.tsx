import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { heardAt, wire } from '../api/feed'
import { expired } from '../api/session'
import { unsent } from '../offline/outbox'
import { Banner } from '../ui/Banner'
import { t } from '../words'
import { ago } from '../words/time'
import { applyUpdate, updateWaits } from './update'

/** A blink of the network is not worth a word: only what lasts a second is said. */
const PATIENCE = 1_000
const lost = signal(false)
const online = signal(navigator.onLine)
addEventListener('online', () => (online.value = true))
addEventListener('offline', () => (online.value = false))

function useLost(): boolean {
  const down = wire.value === 'lost' || !online.value
  useEffect(() => {
    if (!down) lost.value = false
    if (!down) return undefined
    const timer = setTimeout(() => (lost.value = true), PATIENCE)
    return () => clearTimeout(timer)
  }, [down])
  return lost.value
}

const lostText = (): string => {
  if (unsent.value > 0) return t('shell.unsentOffline', { n: unsent.value })
  return heardAt.value ? t('shell.lost', { age: ago(heardAt.value) }) : t('shell.lostEmpty')
}

/** Connection, outbox, update, sign-in: at most two lines, none of them in the way. */
export function Banners() {
  const gone = useLost()
  const waiting = unsent.value
  const look = { label: t('shell.look'), href: '/outbox' }
  return (
    <div class="banners">
      {gone && <Banner icon="offline" waiting={waiting > 0} {...(waiting ? { action: look } : {})}>{lostText()}</Banner>}
      {!gone && waiting > 0 && <Banner icon="send" waiting action={look}>{t('shell.unsent', { n: waiting })}</Banner>}
      {expired.value && (
        <Banner icon="lock" action={{ label: t('shell.signIn'), href: '/signin' }}>{t('shell.signInAgain')}</Banner>
      )}
      {updateWaits.value && (
        <Banner icon="again" action={{ label: t('shell.updateNow'), onClick: applyUpdate }}>{t('shell.update')}</Banner>
      )}
    </div>
  )
}
