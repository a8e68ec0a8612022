import { Area, Field } from '../../../ui/Field'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import { now, span } from '../../../words/time'
import { PlaceField } from '../place/PlaceField'
import { dayAndClock } from '../when'
import { momentOf, PRESETS } from './times'
import type { Meeting } from './useMeeting'

/** Time by one tap or one's own, place in words and on the map, and what to bring. */
export function WhenWhere({ meeting, withoutWords }: { meeting: Meeting; withoutWords?: boolean }) {
  const { preset, at, own } = meeting
  const presets = PRESETS.filter((one) => one === 'own' || momentOf(one, now.value) !== null)
  return (
    <section class="sec stack">
      <h2>{t('meeting.when')}</h2>
      <Tiles segments label={t('meeting.when')} value={preset} onChoose={meeting.setPreset} options={presets.map((value) => ({ value, label: t(`meeting.${value}`) }))} />
      {preset === 'own' && <Field label={t('meeting.ownTime')} type="datetime-local" value={own} onValue={meeting.setOwn} />}
      {at !== null && <p class="small dim" aria-live="polite">{dayAndClock(new Date(at).toISOString())}{at > now.value && ` · ${t('meeting.in', { span: span(at - now.value) })}`}</p>}
      <h2 class="top">{t('meeting.where')}</h2>
      <PlaceField label={t('meeting.place')} place={meeting.place} onPlace={meeting.setPlace} />
      {!withoutWords && <Area label={t('meeting.words')} hint={t('meeting.wordsHint')} value={meeting.words} rows={2} maxLength={500} onValue={meeting.setWords} />}
    </section>
  )
}
