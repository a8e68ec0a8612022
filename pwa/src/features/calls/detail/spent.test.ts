import { beforeAll, expect, test, vi } from 'vitest'
import { allWordsReady } from '../../../words'
import { setLanguage } from '../../../words/language'
import { now } from '../../../words/time'
import { at, callOf, NOW, partOf } from '../sample'
import { spentOf } from './spent'

beforeAll(async () => {
  setLanguage('zh')
  await allWordsReady()
  vi.setSystemTime(NOW)
  now.value = NOW
})

test('whose clock ran how long, the newest first; one that runs turns red by itself', () => {
  const segment = { assignmentId: null, endedAt: null, pleaId: null, lamp: 'GREEN' as const }
  const call = callOf({
    assignments: [partOf('水务局')],
    segments: [
      { ...segment, stage: 'SIGN', startedAt: at(-200), dueAt: at(-140), endedAt: at(-180) },
      { ...segment, stage: 'RESPOND', assignmentId: '水务局', startedAt: at(-90), dueAt: at(-30), endedAt: null },
      { ...segment, stage: 'COMPLETE', assignmentId: '水务局', startedAt: at(-20), dueAt: at(40), endedAt: null, pleaId: 'p' },
    ],
  })
  const plain = (text: string) => text.replaceAll('\u00A0', ' ')
  expect(spentOf(call).map(({ lamp, what, took, limit }) => [lamp, what, plain(took), plain(limit)])).toEqual([
    ['GREEN', '水务局办理', '20 分', '延期后限 1 时'],
    ['RED', '水务局答复', '1 时 30 分', '限 1 时'],
    ['GREEN', '街道签批', '20 分', '限 1 时'],
  ])
})
