import type { FeedEvent } from '../../api/feed'

/** Which events make an answer about points, branches, goods or settlements stale. */
export const ofPoints = (event: FeedEvent): boolean => event.points !== null || /^(points|branch|good|settlement)\./.test(event.kind)
