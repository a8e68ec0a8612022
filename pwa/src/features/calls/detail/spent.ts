import { lampNow } from '../../../ui/ClockRuler'
import type { Lamp } from '../../../api/gql/graphql'
import { t } from '../../../words'
import { now, span } from '../../../words/time'
import type { CallFull } from '../steps'
import { shortUnit } from './parties'

type Segment = CallFull['segments'][number]

/** How long one party held the call, or a part of it, and how long it might. */
export interface Spent {
  key: string
  lamp: Lamp
  what: string
  took: string
  limit: string
  running: boolean
}

/** Of a unit's part the street looks at its report, and the desk at its return. */
function whatOf({ assignmentId, stage }: Segment, call: CallFull): string {
  const part = call.assignments.find((one) => one.id === assignmentId)
  return part ? t(`spent.part.${stage as 'RESPOND'}`, { unit: shortUnit(part.unitName) }) : t(`spent.${stage as 'CLOSE'}`)
}

/** Line by line, the newest first, as the timeline beside it. */
export function spentOf(call: CallFull): Spent[] {
  return call.segments.toReversed().map((segment) => {
    const { startedAt, dueAt, endedAt, lamp, pleaId } = segment
    const start = Date.parse(startedAt)
    const limit = span(Date.parse(dueAt) - start)
    return {
      key: `${segment.assignmentId} ${startedAt}`,
      lamp: endedAt ? lamp : lampNow({ lamp, limitStart: startedAt, dueAt }),
      what: whatOf(segment, call),
      took: span((endedAt ? Date.parse(endedAt) : now.value) - start),
      limit: t(pleaId ? 'spent.extended' : 'spent.limit', { span: limit }),
      running: endedAt === null,
    }
  })
}
