import type { CallFull, Part } from './steps'

/** Calls for tests: 23 November 2026, 19:22 in Jinan, unless said otherwise. */
export const NOW = Date.parse('2026-11-23T11:22:00Z')
export const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString()

export const allowed = (...steps: CallFull['availableActions'][number]['step'][]): CallFull['availableActions'] =>
  steps.map((step) => ({ step, allowed: true, reason: null }))

export const partOf = (unitName: string, more: Partial<Part> = {}): Part => ({
  id: unitName, unitId: unitName, unitName, part: 'CO_OPERATING', duty: '', headcount: 2, status: 'DISPATCHED', silent: false, mine: false,
  dispatchedAt: at(-90), seenAt: null, respondedAt: null, coming: null, arrivedAt: null, present: null, reportedAt: null, doneAt: null,
  reworked: 0, reminded: 0, returns: 0, binding: false, plea: null, clock: { stage: 'RESPOND', limitStart: at(-10), dueAt: at(90), amberAt: at(65), lamp: 'GREEN' },
  people: [], looks: [], checkIns: [], evaluation: null, availableActions: [], ...more,
})

export const callOf = (more: Partial<CallFull> = {}): CallFull => ({
  id: 'c', number: '历呼〔2026〕0417', status: 'IN_HAND', urgency: 'URGENT', title: '明城东门夜间占道烧烤', place: '东门', code: '370102013006008',
  streetName: '智远街道办事处', communityName: null, reportAt: at(38), reportPlace: '岗亭旁', updatedAt: at(0), version: 3, clock: null, words: '', doneAlready: '',
  asks: '', lon: null, lat: null, itemId: null, itemNumber: '', itemName: '', situationId: null, item: null, photos: [], snaps: [], reportLon: null,
  reportLat: null, orderText: '', dispatchedAt: at(-90), opinion: '', closedAt: null, reopened: 0, signed: true, createdAt: at(-200), draftedByMe: false,
  plea: null, pleas: [], segments: [], form: null, entries: [], availableActions: [], assignments: [], parts: more.assignments ?? [], ...more,
} as CallFull)

