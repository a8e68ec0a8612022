import type { Urgency } from '../../api/gql/graphql'
import { t } from '../../words'

/** How urgent it is; an emergency is filled, so that it is seen from afar. */
export const Urgent = ({ urgency }: { urgency: Urgency }) => (
  <span class={urgency === 'EMERGENCY' ? 'tag urgent' : 'tag'}>{t(`urgency.${urgency}`)}</span>
)
