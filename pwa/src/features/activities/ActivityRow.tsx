import type { ActivityRowFragment } from './gql/graphql'
import { Phrases } from '../../ui/Phrases'
import { t } from '../../words'
import { dayName, dayParts, hoursOf } from './when'

/** "12 / 20 人"; without a limit only how many come. */
export const heads = ({ joined, capacity }: Pick<ActivityRowFragment, 'joined' | 'capacity'>): string =>
  capacity === null ? t('activity.joined', { n: joined }) : t('activity.joinedOf', { n: joined, of: capacity })

/** The day large at the left, then what, when and where. */
export function ActivityRow({ activity, selected }: { activity: ActivityRowFragment; selected: boolean }) {
  const { day, month, today } = dayParts(activity.startsAt)
  const cls = ['row', selected && 'sel', activity.status === 'CANCELLED' && 'gone'].filter(Boolean).join(' ')
  return (
    <a class={cls} href={`/activities/${activity.id}`} aria-current={selected ? 'true' : undefined} data-row>
      <span class={today ? 'day-block today' : 'day-block'}><b>{day}</b><span>{month}</span></span>
      <span class="grow">
        <span class="t"><Phrases text={activity.title} /></span>
        <span class="m">{dayName(activity.startsAt)} {hoursOf(activity.startsAt, activity.endsAt)} · {activity.place}</span>
        <span class="m">{activity.communityName} · {activity.status === 'OPEN' ? heads(activity) : t(`activity.${activity.status}`)}</span>
      </span>
      {activity.joinedByMe && <span class="end keep"><span class="tag">{t('activity.mine')}</span></span>}
    </a>
  )
}
