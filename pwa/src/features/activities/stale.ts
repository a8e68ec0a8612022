import type { FeedEvent } from '../../api/feed'

/** Which events make an answer about activities stale. */
export const ofActivities = (event: FeedEvent): boolean => event.kind.startsWith('activity.') || event.points !== null
