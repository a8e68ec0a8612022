import { signal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { heardAt, wire } from '../api/feed'
import { expired } from '../api/session'
import { needsYou, unsent } from '../offline/outbox'
import { Banner } from '../ui/Banner'
import { t } from '../words'
import { ago } from '../words/time'
import { applyUpdate, updateWaits } from './update'

/** A blink of the network is not worth a word: only what lasts a second is said. */
const PATIENCE = 1_000
/** What is sent within this time is not announced as waiting. */
const TIME_TO_SEND = 2_500
const online = signal(navigator.onLine)
addEventListener('online', () => (online.value = true))
addEventListener('offline', () => (online.value = false))

/** True once `is` has been true for `patience` ms without a break. */
function useLasting(is: boolean, patience: number): boolean {
  const [lasts, setLasts] = useState(false)
  useEffect(() => {
    if (!is) setLasts(false)
    if (!is) return undefined
    const timer = setTimeout(() => setLasts(true), patience)
    return () => clearTimeout(timer)
  }, [is])
  return lasts
}

const lostText = (): string => {
  if (unsent.value > 0) return t('shell.unsentOffline', { n: unsent.value })
  return heardAt.value ? t('shell.lost', { age: ago(heardAt.value) }) : t('shell.lostEmpty')
}

const waitingText = (): string =>
  needsYou.value > 0 ? t('shell.needsYou', { n: needsYou.value }) : t('shell.unsent', { n: unsent.value })

/** Connection, outbox, update, sign-in: at most two lines, none of them in the way. */
export function Banners() {
  const { path, url } = useLocation()
  const gone = useLasting(wire.value === 'lost' || !online.value, PATIENCE)
  const waiting = unsent.value
  const waitsLong = useLasting(waiting > 0, TIME_TO_SEND) && path !== '/outbox'
  const look = { label: t('shell.look'), href: '/outbox' }
  return (
    <div class="banners">
      {gone && <Banner icon="offline" waiting={waiting > 0} {...(waiting ? { action: look } : {})}>{lostText()}</Banner>}
      {!gone && waitsLong && waiting > 0 && <Banner icon="send" waiting action={look}>{waitingText()}</Banner>}
      {expired.value && path !== '/signin' && (
        <Banner icon="lock" action={{ label: t('shell.signIn'), href: `/signin?next=${encodeURIComponent(url)}` }}>{t('shell.signInAgain')}</Banner>
      )}
      {updateWaits.value && (
        <Banner icon="again" action={{ label: t('shell.updateNow'), onClick: applyUpdate }}>{t('shell.update')}</Banner>
      )}
    </div>
  )
}
