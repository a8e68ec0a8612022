import { draftOf } from './draft'
import { homeOf } from './format'
import { backToDraft, backToWishDraft, oneItem } from './store'
import { wishDraftOf } from './wishDraft'

/** Opens an item for changing and gives the path where: a snap or wish becomes a draft again, a step is done anew at its snap or call. */
export async function edit(id: string): Promise<string> {
  const item = await oneItem(id)
  if (!item || item.state === 'sending') return '/outbox'
  if (item.kind === 'postWish') {
    await backToWishDraft(wishDraftOf(item))
    return '/wishes/new'
  }
  if (item.kind !== 'takeSnap') return homeOf(item)
  await backToDraft(draftOf(item))
  return item.reason?.photo ? '/snap' : '/snap?step=details'
}
