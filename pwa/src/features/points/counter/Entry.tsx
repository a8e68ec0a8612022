import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { wide } from '../../../shell/wide'
import { Button } from '../../../ui/Button'
import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'
import { ago } from '../../../words/time'
import { isWhole, typed } from '../code'
import { canScan, Scanner } from './Scanner'
import type { Counter } from './useCounter'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
const PLACES = [0, 1, 2, 3, 4, 5, 6, 7]

interface Props {
  counter: Counter
  /** no network: vouchers only */
  offline: boolean
}

/** A code by camera or by eight digits, all within reach of one thumb. */
export function Entry({ counter, offline }: Props) {
  const code = useSignal('')
  const scanning = useSignal(false)
  const { look, why, busy, error, listedAt } = counter
  const set = (next: string) => {
    code.value = typed(next)
    if (why.peek() && code.value) why.value = null
    if (isWhole(code.value)) look(code.value)
  }
  // a code that was not taken makes room for the next
  useEffect(() => {
    if (why.value) code.value = ''
  }, [why.value])
  if (scanning.value) return <Scanner onCode={(found) => { scanning.value = false; look(found) }} onClose={() => (scanning.value = false)} />
  const trouble = why.value ?? error
  return (
    <div class="counter">
      <div class="counter-state" role="status">
        {trouble ? <p class="danger">{trouble}</p> : <p class="dim">{busy ? t('counter.looking') : t('counter.ask')}</p>}
        {offline && <p class="small dim">{t('counter.offline', { age: listedAt ? ago(listedAt) : t('counter.never') })}</p>}
      </div>
      <Digits code={code.value} onCode={set} />
      {error && isWhole(code.value) && <Button kind="primary" full icon="again" busy={busy} onClick={() => look(code.value)}>{t('ui.retry')}</Button>}
      <Keypad onDigit={(digit) => set(code.value + digit)} onErase={() => set(code.value.slice(0, -1))} onScan={canScan() ? () => (scanning.value = true) : null} />
    </div>
  )
}

/** The digits in two fours; a real field lies over them, which a keyboard can fill and a screen reader names. */
function Digits({ code, onCode }: { code: string; onCode: (code: string) => void }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (wide.peek()) field.current?.focus()
  }, [])
  const digit = (at: number) => <i key={at} class={at === code.length ? 'next' : ''}>{code[at] ?? ''}</i>
  return (
    <div class="counter-code">
      <span class="four" aria-hidden="true">{PLACES.slice(0, 4).map(digit)}</span>
      <span class="four" aria-hidden="true">{PLACES.slice(4).map(digit)}</span>
      <input ref={field} aria-label={t('counter.code')} inputMode="none" autoComplete="off" value={code} onInput={(event) => onCode(event.currentTarget.value)} />
    </div>
  )
}

interface KeypadProps {
  onDigit: (digit: string) => void
  onErase: () => void
  /** null: this phone cannot read codes */
  onScan: (() => void) | null
}

const Keypad = ({ onDigit, onErase, onScan }: KeypadProps) => (
  <div class="keypad" role="group" aria-label={t('counter.keys')}>
    {KEYS.map((key) => <button key={key} type="button" onClick={() => onDigit(key)}>{key}</button>)}
    {onScan ? <button type="button" class="word" onClick={onScan}><Icon name="scan" />{t('counter.scan')}</button> : <span />}
    <button type="button" onClick={() => onDigit('0')}>0</button>
    <button type="button" class="word" onClick={onErase}><Icon name="erase" />{t('counter.erase')}</button>
  </div>
)
