import 'fake-indexeddb/auto'
import { cleanup, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { enqueue } from '../../../offline/outbox'
import { allWordsReady, t } from '../../../words'
import { allowed, callOf, partOf } from '../sample'
import type { CallFull } from '../steps'
import { Actions, useActions } from './Actions'

function Foot({ call }: { call: CallFull }) {
  return <Actions actions={useActions(call, async () => undefined)} />
}

beforeAll(() => allWordsReady())
afterEach(cleanup)

test('a check-in that waits stands in the place of the buttons, with the way to it', async () => {
  const part = partOf('城管局', { mine: true, status: 'CONFIRMED', availableActions: allowed('SEND_PEOPLE', 'CHECK_IN') })
  render(<Foot call={callOf({ assignments: [part] })} />)
  expect(document.querySelectorAll('.dock .btn')).toHaveLength(2)
  await enqueue({ kind: 'checkIn', title: '报到 · 占道', variables: { input: { callId: 'c', assignmentId: '城管局' } } })
  await waitFor(() => expect(screen.getByText(t('detail.seeOutbox')).getAttribute('href')).toBe('/outbox'))
  expect(document.querySelectorAll('.dock .btn')).toHaveLength(1)
  expect(screen.getByRole('status').textContent).toContain('报到')
})
