import type { SnapHead } from '../../../api/snaps'
import { t } from '../../../words'

type Titled = Pick<SnapHead, 'words' | 'category'>

/** What a snap is called in lists: the reporter's own words, or its category where there are none. */
export const titleOf = (snap: Titled): string => snap.words.trim() || t(`category.${snap.category}`)

/** Open: somebody still has to do something before it counts as solved. */
export const isOpen = (snap: Pick<SnapHead, 'status'>): boolean =>
  snap.status === 'WAITING' || snap.status === 'IN_HAND' || snap.status === 'AT_STREET' || snap.status === 'IN_CALL'
