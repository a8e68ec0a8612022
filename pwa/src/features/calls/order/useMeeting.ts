import { useState } from 'preact/hooks'
import type { OrderInput } from '../gql/graphql'
import type { DraftPlace } from '../../../offline/draft'
import { now } from '../../../words/time'
import type { CallFull } from '../steps'
import { fieldOf, fromField, momentOf, usual, type Preset } from './times'

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

/** Begins with the order there is, else with the call's own place and what fits its urgency. */
export function useMeeting(call: CallFull): Meeting {
  const ordered = call.reportAt !== null
  const [preset, choosePreset] = useState<Preset>(ordered ? 'own' : usual(call.urgency))
  const [own, setOwn] = useState(ordered ? fieldOf(Date.parse(call.reportAt!)) : '')
  const [place, setWhole] = useState<DraftPlace>({
    words: call.reportPlace || call.place,
    ...(ordered ? pointOf(call.reportLon, call.reportLat) : pointOf(call.lon, call.lat)),
  })
  const [words, setWords] = useState(call.orderText)
  const at = preset === 'own' ? fromField(own) : momentOf(preset, now.value)
  const setPreset = (next: Preset) => {
    if (next === 'own' && at !== null) setOwn(fieldOf(at))
    choosePreset(next)
  }
  return {
    preset, at, own, place, words, setPreset, setOwn, setWords,
    setPlace: (patch) => setWhole({ ...place, ...patch }),
    order: () => ({
      reportAt: new Date(at ?? Number.NaN).toISOString(),
      place: place.words.trim(),
      point: place.lon !== undefined && place.lat !== undefined ? { lon: place.lon, lat: place.lat, crs: 'WGS84' } : null,
      words: words.trim(),
    }),
  }
}
