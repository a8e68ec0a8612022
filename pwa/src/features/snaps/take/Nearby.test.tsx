import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { newDraft } from '../../../offline/draft'
import { allWordsReady, t } from '../../../words'
import { draft } from './making'
import { Nearby } from './Nearby'

const NEAR = {
  distanceMetres: 12, mine: false, backedByMe: false,
  snap: { id: 's1', words: '井盖移位', category: 'ROAD', takenAt: '2026-11-23T11:22:00Z', backers: 2, thumbUrl: '/t.jpg' },
}
vi.mock('../../../api/request', async (original) => ({ ...(await original<object>()), request: async () => ({ nearbySnaps: [NEAR] }) }))

beforeAll(() => allWordsReady())
afterEach(cleanup)

test('picture and title lead to the snap, so that one can look before joining in', async () => {
  draft.value = { ...newDraft(null), place: { lon: 117.1, lat: 36.6, words: '' } }
  render(<Nearby onBacked={() => undefined} />)
  const link = await screen.findByRole('link', { name: /井盖移位/ })
  expect(link.getAttribute('href')).toBe('/snaps/s1')
  expect(link.querySelector('img')).not.toBeNull()
  expect(screen.getByRole('button', { name: t('take.meToo') })).not.toBeNull()
})
