import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { act, Refused, request, Unreachable } from '../../../api/request'
import { keptCallDraft, type CallDraft } from '../../../offline/callDraft'
import { blankForm } from './form'
import { change, clash, closeDraft, draft, openDraft, push, safety } from './saving'

vi.mock('../../../api/request', async (original) => ({ ...(await original<object>()), act: vi.fn(), request: vi.fn() }))

const server = { act: vi.mocked(act), request: vi.mocked(request) }
const form = { ...blankForm('370102013'), title: '占道', words: '摊位九处' }
const begun = (id: string): CallDraft => ({ id, personId: '', touchedAt: 1, form, saved: form, serverVersion: 1, item: null })

/** What the server has after somebody else wrote `said`. */
const theirs = (id: string, said: object) => ({
  call: { id, version: 2, status: 'DRAFT', code: '370102013', urgency: 'NORMAL', itemId: null, situationId: null, title: '占道', words: '摊位九处', doneAlready: '', asks: '', place: '', lon: null, lat: null, photos: [], snaps: [], item: null, entries: [], availableActions: [], ...said },
})

beforeEach(() => {
  vi.resetAllMocks()
  clash.value = null
  safety.value = 'saved'
})

test('what is written goes to the server under the version it was written on', async () => {
  draft.value = begun('a')
  server.act.mockResolvedValue({ id: 'a', version: 2 } as never)
  change({ title: '夜间占道' })
  await push()
  expect(server.act).toHaveBeenCalledExactlyOnceWith(expect.anything(), { callId: 'a', form: expect.objectContaining({ title: '夜间占道' }), expectedVersion: 1 })
  expect([safety.value, draft.value?.serverVersion]).toEqual(['saved', 2])
})

test('somebody was faster: their fields are taken over, mine are saved, and what both changed is said', async () => {
  draft.value = begun('b')
  server.act.mockRejectedValueOnce(new Refused({ code: 'VERSION_CONFLICT', message: '' })).mockResolvedValueOnce({ id: 'b', version: 3 } as never)
  server.request.mockResolvedValue(theirs('b', { asks: '请城管到场', words: '摊位十处' }) as never)
  change({ words: '摊位约九处' })
  await push()
  expect(server.act).toHaveBeenLastCalledWith(expect.anything(), { callId: 'b', form: expect.objectContaining({ asks: '请城管到场', words: '摊位约九处' }), expectedVersion: 2 })
  expect(clash.value?.fields).toEqual(['words'])
  expect(safety.value).toBe('saved')
})

test('without a network it stays here, also when the form is left, and is there when it is opened again', async () => {
  draft.value = begun('c')
  server.act.mockRejectedValue(new Unreachable())
  change({ words: '断网时写的' })
  await closeDraft()
  expect([safety.value, draft.value]).toEqual(['offline', null])
  expect((await keptCallDraft('c'))?.form.words).toBe('断网时写的')
  server.request.mockRejectedValue(new Unreachable())
  await openDraft('c')
  expect(draft.value?.form.words).toBe('断网时写的')
})

test('a form that was left with everything saved leaves nothing on the device', async () => {
  draft.value = begun('d')
  server.act.mockResolvedValue({ id: 'd', version: 2 } as never)
  change({ words: '写完了' })
  await closeDraft()
  expect(await keptCallDraft('d')).toBeUndefined()
})
