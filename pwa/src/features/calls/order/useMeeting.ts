import type { OrderInput } from '../gql/graphql'
import type { DraftPlace } from '../../../offline/draft'
import { now } from '../../../words/time'
import { useStepForm, type StepProps } from '../step/useStep'
import type { CallFull } from '../steps'
import { fieldOf, fromField, momentOf, stillMeant, usual, type Preset, type Time } from './times'

/** When and where the units report, as it is being said. */
export interface Meeting {
  preset: Preset
  /** ms; null: not said yet */
  at: number | null
  own: string
  place: DraftPlace
  words: string
  setPreset: (preset: Preset) => void
  setOwn: (text: string) => void
  setPlace: (patch: Partial<DraftPlace>) => void
  setWords: (words: string) => void
  order: () => OrderInput
}

const pointOf = (lon: number | null, lat: number | null): Partial<DraftPlace> => (lon === null || lat === null ? {} : { lon, lat, from: 'map' })

const momentAt = ({ preset, own }: Omit<Time, 'meant'>): number | null => (preset === 'own' ? fromField(own) : momentOf(preset, now.value))

/** What is kept of it until it is sent. */
interface Said extends Time {
  place: DraftPlace
  words: string
  /** the order or the place that it was said over */
  over: string
}

function begin(call: CallFull): Said {
  const ordered = call.reportAt !== null
  return {
    preset: ordered ? 'own' : usual(call.urgency),
    own: ordered ? fieldOf(Date.parse(call.reportAt!)) : '',
    meant: null,
    place: { words: call.reportPlace || call.place, ...(ordered ? pointOf(call.reportLon, call.reportLat) : pointOf(call.lon, call.lat)) },
    words: call.orderText,
    over: [call.reportAt, call.reportPlace, call.orderText, call.place].join(' '),
  }
}

/** Once the order or the call's place is another, it is said anew, except for words that no order has yet; so is a time that has passed. */
function holds(kept: Said, call: CallFull): Said {
  const begun = begin(call)
  if (kept.over !== begun.over) return { ...begun, words: begun.words || kept.words }
  return { ...kept, ...(stillMeant(kept, now.peek()) ?? { preset: begun.preset, own: begun.own }) }
}

/** Begins with the order there is, else with the call's own place and what fits its urgency; kept on this device until it is sent. */
export function useMeeting(props: StepProps): Meeting {
  const { call } = props
  const [said, change] = useStepForm(props, 'meeting', () => begin(call), (kept) => holds(kept, call))
  const { preset, own, place, words } = said
  const at = momentAt(said)
  const say = (patch: (before: Said) => Partial<Said>) =>
    change((before) => {
      const next = { ...before, ...patch(before) }
      return { ...next, meant: momentAt(next) }
    })
  return {
    preset, at, own, place, words,
    setPreset: (next) => say(() => ({ preset: next, ...(next === 'own' && at !== null ? { own: fieldOf(at) } : {}) })),
    setOwn: (next) => say(() => ({ own: next })),
    setWords: (next) => say(() => ({ words: next })),
    setPlace: (patch) => say((before) => ({ place: { ...before.place, ...patch } })),
    order: () => ({
      reportAt: new Date(at ?? Number.NaN).toISOString(),
      place: place.words.trim(),
      point: place.lon !== undefined && place.lat !== undefined ? { lon: place.lon, lat: place.lat, crs: 'WGS84' } : null,
      words: words.trim(),
    }),
  }
}
