import 'fake-indexeddb/auto'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { useState } from 'preact/hooks'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { NoRoom } from '../../../offline/db'
import type { PhotoRef } from '../../../offline/format'
import { allWordsReady, t } from '../../../words'
import { StepPhotos } from './StepPhotos'

const photo = (id: string): PhotoRef => ({ id, sha256: id, size: 1, confirmed: false })

let take: (file: File) => Promise<PhotoRef>
vi.mock('../../../offline/photos', () => ({ NotUsable: class extends Error {}, takePhoto: (file: File) => take(file) }))

function Form({ first = [] }: { first?: PhotoRef[] }) {
  const [photos, setPhotos] = useState(first)
  const [busy, setBusy] = useState(false)
  return <><StepPhotos photos={photos} onPhotos={setPhotos} onBusy={setBusy} /><button type="submit" disabled={busy}>ok</button><output>{photos.map(({ id }) => id).join()}</output></>
}

const choose = (...names: string[]) =>
  fireEvent.change(document.querySelector('input')!, { target: { files: names.map((name) => new File([], name)) } })
const shown = () => screen.getByRole('status').textContent

beforeAll(() => allWordsReady())
afterEach(cleanup)

test('a full phone says so, keeps what was made and stays ready for the next', async () => {
  take = async ({ name }) => {
    if (name === 'b') throw new NoRoom()
    return photo(name)
  }
  render(<Form />)
  choose('a', 'b')
  expect(await screen.findByText(t('take.noRoom'))).toBeTruthy()
  expect(shown()).toBe('a')
  expect(await screen.findByText(t('step.photoAgain'))).toBeTruthy()
})

test('a photo removed while the next one is made ready does not come back', async () => {
  let ready: ((made: PhotoRef) => void) | undefined
  take = () => new Promise((done) => (ready = done))
  render(<Form first={[photo('a')]} />)
  choose('b')
  const send = screen.getByText<HTMLButtonElement>('ok')
  await waitFor(() => expect(send.disabled).toBe(true)) // it would go without the photo
  fireEvent.click(screen.getByLabelText(t('step.photoRemove', { n: 1 })))
  await waitFor(() => expect(shown()).toBe(''))
  ready?.(photo('b'))
  await waitFor(() => expect(shown()).toBe('b'))
  await waitFor(() => expect(send.disabled).toBe(false))
})
