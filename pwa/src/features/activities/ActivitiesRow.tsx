import { Row } from '../../ui/Row'
import { t } from '../../words'

/** The way to the activities from another screen; for `screen(() => import(...))`, inside a <li> of <Rows>. */
export default function ActivitiesRow() {
  return <Row href="/activities" icon="people" title={t('me.activities')} meta={t('me.activitiesHint')} chevron />
}
