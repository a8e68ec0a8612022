import type { Signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { installKeys } from './keys'
import { shortcuts } from './look'
import { wide } from './wide'

vi.mock('./wide', async () => ({ wide: (await import('@preact/signals')).signal(true) }))

const go = vi.fn()
const screenIsWide = (is: boolean) => void ((wide as Signal<boolean>).value = is)
const press = (key: string) => dispatchEvent(new KeyboardEvent('keydown', { key }))
let stop: () => void

beforeEach(() => {
  screenIsWide(true)
  shortcuts.value = 'on'
  go.mockClear()
  stop = installKeys(go)
})
afterEach(() => stop())

test('single keys work until they are switched off, which this device remembers', () => {
  press('n')
  expect(go).toHaveBeenCalledWith('/snap')
  shortcuts.value = 'off'
  press('n')
  expect(go).toHaveBeenCalledTimes(1)
  expect(localStorage.getItem('gridcall.shortcuts')).toBe('off')
})

test('where the switch is not shown there are none: a desk that magnifies its screen is narrow', () => {
  screenIsWide(false)
  press('n')
  expect(go).not.toHaveBeenCalled()
})
