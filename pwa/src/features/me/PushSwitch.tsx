import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { PushFailed, pushOff, pushOn, pushState, type PushState } from './push'
import { Switch } from '../../ui/Switch'
import { toast } from '../../ui/Toast'
import { t } from '../../words'
import { explain } from '../../words/problems'

const WHY = { denied: 'me.pushDenied', slow: 'me.pushSlow' } as const
const STANDS: Partial<Record<PushState, 'me.pushNo' | 'me.pushDenied'>> = { unsupported: 'me.pushNo', denied: 'me.pushDenied' }

/** Notifications are a bonus beside the inbox: a switch that says plainly when the browser cannot. */
export function PushSwitch() {
  const state = useSignal<PushState>('off')
  const busy = useSignal(false)
  const why = useSignal<string | null>(null)
  useEffect(() => void pushState().then((found) => (state.value = found)), [])

  const change = async (on: boolean): Promise<void> => {
    busy.value = true
    why.value = null
    try {
      await (on ? pushOn() : pushOff())
      toast(t(on ? 'me.pushOn' : 'me.pushOff'))
    } catch (error) {
      why.value = error instanceof PushFailed ? t(WHY[error.reason]) : explain(error)
    } finally {
      state.value = await pushState()
      busy.value = false
    }
  }
  const stands = STANDS[state.value]
  return (
    <section class="sec">
      <div class="line">
        <div class="grow">
          <h2>{t('me.push')}</h2>
          <p class="small dim">{stands ? t(stands) : t('me.pushHint')}</p>
        </div>
        {!stands && <Switch label={t('me.push')} on={state.value === 'on'} busy={busy.value} onChange={(on) => void change(on)} />}
      </div>
      {why.value && <p class="small danger" role="alert">{why.value}</p>}
    </section>
  )
}
