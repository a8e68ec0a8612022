import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { OneActivityDocument, RecordAttendanceDocument } from './gql/graphql'
import { newId } from '../../api/ids'
import { act } from '../../api/request'
import { useShown } from '../../api/shown'
import { Page } from '../../shell/Page'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { Dock } from '../../ui/Dock'
import { Empty } from '../../ui/Empty'
import { Stepper } from '../../ui/Stepper'
import { toast } from '../../ui/Toast'
import { useTask } from '../../ui/useTask'
import { t } from '../../words'
import type { Activity } from './One'
import { ofActivities } from './stale'

/** /activities/:id/attendance: who came, for how many whole hours; nothing for whoever did not come. */
export function Attendance({ id }: { id: string }) {
  const activity = useShown(OneActivityDocument, { id }, { staleBy: ofActivities }).data.value?.activity
  return activity ? <Form key={activity.id} activity={activity} /> : null
}

function Form({ activity }: { activity: Activity }) {
  const { route } = useLocation()
  const up = `/activities/${activity.id}`
  const [hours, setHours] = useState<Record<string, number>>(() => Object.fromEntries(activity.participants.map((one) => [one.personId, one.hours ?? activity.hours])))
  const id = useMemo(newId, [JSON.stringify(hours)])
  const task = useTask()
  const sum = Object.values(hours).reduce((all, n) => all + n, 0)
  const save = () =>
    task.run(async () => {
      const attendance = Object.entries(hours).map(([personId, n]) => ({ personId, hours: n }))
      await act(RecordAttendanceDocument, { id, activityId: activity.id, attendance })
      toast(t('activity.attendanceDone'))
      route(up, true)
    })
  return (
    <Page title={t('activity.attendance')} docked bar={<Bar title={t('activity.attendance')} up={up} />}
      dock={activity.participants.length > 0 && <Dock note={task.error ? <span class="danger" role="alert">{task.error}</span> : t('activity.sum', { n: Object.values(hours).filter(Boolean).length, hours: sum })}><Button kind="primary" busy={task.busy} onClick={save}>{t('activity.attendanceSave')}</Button></Dock>}>
      <h2 class="ask">{t('activity.askAttendance')}</h2>
      <p class="dim ask-hint">{t('activity.attendanceHint')}</p>
      {activity.participants.length === 0 && <Empty title={t('activity.nobody')}>{t('activity.nobodyHint')}</Empty>}
      <ul class="rows">
        {activity.participants.map(({ personId, name }) => (
          <li key={personId}>
            <div class="row came">
              <span class="grow"><span class="t">{name}</span>{hours[personId] === 0 && <span class="m">{t('activity.absent')}</span>}</span>
              <Stepper label={t('activity.hoursOf', { name })} unit={t('activity.hourUnit')} atLeast={0} atMost={activity.hours} value={hours[personId] ?? 0} onValue={(n) => setHours({ ...hours, [personId]: n })} />
            </div>
          </li>
        ))}
      </ul>
    </Page>
  )
}
