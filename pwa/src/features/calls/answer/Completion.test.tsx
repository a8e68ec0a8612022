import 'fake-indexeddb/auto'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider } from 'preact-iso'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refused } from '../../../api/request'
import { withDb } from '../../../offline/db'
import type { PhotoRef } from '../../../offline/format'
import { getPhoto, putPhoto } from '../../../offline/store'
import { allowed, callOf, partOf } from '../sample'
import { Completion } from './Completion'

const PHOTO: PhotoRef = { id: 'p', sha256: 'h', size: 1, confirmed: false }
const part = partOf('城管局', { availableActions: allowed('REPORT_COMPLETION') })
const call = callOf({ assignments: [part] })
const choice = { step: 'REPORT_COMPLETION' as const, part }

let delivered: () => Promise<'done' | 'queued'>
vi.mock('../../../offline/deliver', () => ({ deliver: () => delivered() }))
vi.mock('../../snaps/detail/StepPhotos', () => ({
  StepPhotos: ({ photos, onPhotos }: { photos: PhotoRef[]; onPhotos: (photos: unknown) => void }) => (
    <button type="button" onClick={() => onPhotos(() => [PHOTO])}>{photos.length} photos</button>
  ),
}))

const page = () => <LocationProvider><Completion call={call} choice={choice} part={part} reload={async () => undefined} /></LocationProvider>

beforeEach(async () => {
  await withDb((db) => db.clear('stepWords'))
  await putPhoto({ ...PHOTO, type: 'image/jpeg', bytes: new ArrayBuffer(1), bare: true })
})
afterEach(cleanup)

const settled = () => new Promise((done) => setTimeout(done, 20))

async function photograph(before = '0 photos') {
  const rendered = render(page())
  fireEvent.click(await screen.findByText(before))
  await screen.findByText('1 photos')
  return rendered
}

/** Sends a report; its page stands for a while afterwards, as until the next one is loaded. */
async function send(before?: string) {
  const { container, rerender } = await photograph(before)
  fireEvent.input(screen.getByRole('textbox'), { target: { value: '已清理' } })
  await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('已清理'))
  fireEvent.click(container.querySelector('.btn.p')!)
  await settled()
  rerender(page())
}

test('photos of a report that was handed over stay until they are sent, however long its page stands', async () => {
  delivered = async () => 'queued'
  await send()
  cleanup()
  await settled()
  expect(await getPhoto('p')).toBeDefined()
})

test('photos of a report that is left are there again with its words, and gone once it is sent', async () => {
  await photograph()
  cleanup()
  render(page())
  expect(await screen.findByText('1 photos')).toBeTruthy()
  cleanup()
  delivered = async () => 'done'
  await send('1 photos')
  cleanup()
  await settled()
  render(page())
  await settled()
  expect(screen.getByText('0 photos')).toBeTruthy()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('')
})

test('those of one that was refused stay too', async () => {
  delivered = () => Promise.reject(new Refused({ code: 'wrong_status', message: '已经办结' }))
  await send()
  cleanup()
  render(page())
  expect(await screen.findByText('1 photos')).toBeTruthy()
  expect(await getPhoto('p')).toBeDefined()
})
