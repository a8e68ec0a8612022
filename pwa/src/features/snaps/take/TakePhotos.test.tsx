import 'fake-indexeddb/auto'
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { newDraft } from '../../../offline/draft'
import type { PhotoRef } from '../../../offline/format'
import { Toasts } from '../../../ui/Toast'
import { allWordsReady, t } from '../../../words'
import { draft } from './making'
import { TakePhotos } from './TakePhotos'

vi.mock('./position', () => ({ seek: async () => undefined }))

const photo = (id: string): PhotoRef => ({ id, sha256: id, size: 1, confirmed: false })
const ids = () => draft.value?.photos.map(({ id }) => id).join()
const remove = (n: number) => fireEvent.click(screen.getByRole('button', { name: t('take.removeN', { n }) }))
const show = (...photos: PhotoRef[]) => {
  draft.value = { ...newDraft(null), photos }
  render(<><TakePhotos onNext={() => undefined} onClose={() => undefined} /><Toasts /></>)
}

beforeAll(() => allWordsReady())
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('the photo that is looked at can be removed, and a slip taken back', async () => {
  show(photo('a'), photo('b'))
  remove(1)
  expect(ids()).toBe('b')
  fireEvent.click(await screen.findByRole('button', { name: t('ui.undo') }))
  expect(ids()).toBe('a,b')
})

test('what is taken back when there is no room any more stays removed', async () => {
  show(photo('a'), photo('b'), photo('c'))
  remove(1)
  draft.value = { ...draft.value!, photos: [...draft.value!.photos, photo('d')] }
  fireEvent.click(await screen.findByRole('button', { name: t('ui.undo') }))
  expect(ids()).toBe('b,c,d')
})

test('without the last one the first choice is there again', async () => {
  show(photo('a'))
  remove(1)
  expect(await screen.findByText(t('take.ask'))).not.toBeNull()
})

test('further photos come from the camera or the album', () => {
  show(photo('a'))
  const [camera, album] = document.querySelectorAll<HTMLInputElement>('.take-strip input')
  expect([camera?.getAttribute('capture'), camera?.multiple]).toEqual(['environment', false])
  expect([album?.getAttribute('capture'), album?.multiple]).toEqual([null, true])
})
