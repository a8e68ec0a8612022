import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { PushFailed, pushOff, pushOn, pushState, type PushState } from '../../me/push'
import { Icon } from '../../../ui/Icon'
import { Switch } from '../../../ui/Switch'
import { t } from '../../../words'
import { explain } from '../../../words/problems'

const WHY = { denied: 'me.pushDenied', slow: 'me.pushSlow' } as const

/** Offered once there is something to be told about; silent where it is on already or this browser has none. */
export function PushOffer() {
  const first = useSignal<PushState | null>(null)
  const on = useSignal(false)
  const busy = useSignal(false)
  const why = useSignal<string | null>(null)
  useEffect(() => void pushState().then((state) => (first.value = state)), [])
  if (first.value !== 'off') return null

  const change = async (wanted: boolean): Promise<void> => {
    busy.value = true
    why.value = null
    try {
      await (wanted ? pushOn() : pushOff())
      on.value = wanted
    } catch (error) {
      why.value = error instanceof PushFailed ? t(WHY[error.reason]) : explain(error)
    } finally {
      busy.value = false
    }
  }
  return (
    <div class="row mid take-offer">
      <Icon name="bell" />
      <div class="grow">
        <div class="t">{t('take.push')}</div>
        <div class="m" role="status">{why.value ?? t('take.pushHint')}</div>
      </div>
      <Switch label={t('take.push')} on={on.value} busy={busy.value} onChange={(wanted) => void change(wanted)} />
    </div>
  )
}
