import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { ActivityLimitsDocument, PublishActivityDocument } from './gql/graphql'
import { newId } from '../../api/ids'
import { act } from '../../api/request'
import { useShown } from '../../api/shown'
import { Area, Field } from '../../ui/Field'
import { Stepper } from '../../ui/Stepper'
import { toast } from '../../ui/Toast'
import { t } from '../../words'
import { now } from '../../words/time'
import { PlacePicker } from '../people/PlacePicker'
import { myRoot } from '../people/useManaged'
import { Wizard, type Question } from '../people/Wizard'
import { localOf, momentOf, wholeHours } from './when'

const COMMUNITY = 12
const DAY = 86_400_000
const HOUR = 3_600_000
const never = { staleBy: () => false }

/** Tomorrow at nine by the district's clock, and two hours later. */
const tomorrow = (): string => `${localOf(now.peek() + DAY).slice(0, 10)}T09:00`
const later = (start: string): string => localOf(Date.parse(momentOf(start)) + 2 * HOUR)

/** /activities/new: what, when, where, for how many; one question a screen. */
export function Publish() {
  const { route } = useLocation()
  const atMost = useShown(ActivityLimitsDocument, {}, never).data.value?.settings.activityHoursAtMost ?? 8
  const [written, setWritten] = useState(() => ({ title: '', words: '', place: '', code: myRoot(), start: tomorrow(), end: later(tomorrow()), hours: 2, capacity: '' }))
  const set = (part: Partial<typeof written>) => setWritten({ ...written, ...part })
  const id = useMemo(newId, [JSON.stringify(written)])
  const { title, words, place, code, start, end, hours, capacity } = written
  const whole = start && end ? wholeHours(momentOf(start), momentOf(end)) : 1
  const questions: Question[] = [
    {
      fields: ['title', 'words'], ask: t('activity.askTitle'), missing: () => (title.trim() ? undefined : t('manage.required')),
      body: (error) => (
        <>
          <Field label={t('activity.titleLabel')} hint={t('activity.titleHint')} maxLength={40} autoComplete="off" value={title} onValue={(value) => set({ title: value })} error={error} />
          <Area label={t('activity.words')} hint={t('activity.wordsHint')} maxLength={500} rows={4} value={words} onValue={(value) => set({ words: value })} />
        </>
      ),
    },
    {
      fields: ['startsAt', 'endsAt'], ask: t('activity.askWhen'), missing: () => (start && end && start < end ? undefined : t('activity.whenWrong')),
      body: (error) => (
        <>
          <Field label={t('activity.start')} type="datetime-local" value={start} onValue={(value) => set({ start: value, ...(value ? { end: later(value), hours: 2 } : {}) })} error={error} />
          <Field label={t('activity.end')} type="datetime-local" value={end} min={start} onValue={(value) => set({ end: value, ...(value && start < value ? { hours: Math.min(atMost, wholeHours(momentOf(start), momentOf(value))) } : {}) })} />
        </>
      ),
    },
    {
      fields: ['code', 'place'], ask: t('activity.askPlace'), missing: () => (code.length < COMMUNITY ? t('activity.codeMissing') : place.trim() ? undefined : t('manage.required')),
      body: (error) => (
        <>
          <PlacePicker code={code} onCode={(value) => set({ code: value })} />
          <Field label={t('activity.place')} hint={t('activity.placeHint')} maxLength={80} autoComplete="off" value={place} onValue={(value) => set({ place: value })} error={error} />
        </>
      ),
    },
    {
      fields: ['hours'], ask: t('activity.askHours'), hint: t('activity.hoursHint', { n: atMost }),
      body: (error) => (
        <>
          <Stepper large label={t('activity.askHours')} unit={t('activity.hourUnit')} atMost={Math.min(atMost, whole)} value={hours} onValue={(value) => set({ hours: value })} />
          {error && <p class="danger small" role="alert">{error}</p>}
        </>
      ),
    },
    {
      fields: ['capacity'], ask: t('activity.askCapacity'), missing: () => (/^([1-9]\d{0,3})?$/.test(capacity.trim()) ? undefined : t('activity.capacityWrong')),
      body: (error) => <Field label={t('activity.capacity')} hint={t('activity.capacityHint')} type="number" inputMode="numeric" min="1" value={capacity} onValue={(value) => set({ capacity: value })} error={error} />,
    },
  ]
  const run = async () => {
    const input = { id, code, title: title.trim(), words: words.trim(), place: place.trim(), startsAt: momentOf(start), endsAt: momentOf(end), hours, capacity: capacity ? Number(capacity) : null }
    await act(PublishActivityDocument, { input })
    toast(t('activity.publishDone'))
    route(`/activities/${id}`, true)
  }
  return <Wizard title={t('activity.publish')} up="/activities" questions={questions} submit={t('activity.publishDo')} run={run} />
}
