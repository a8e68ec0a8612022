import { effect } from '@preact/signals'
import { onFeed } from '../../api/feed'
import type { WishHeadPartsFragment } from '../../api/gql/graphql'
import { Heads } from '../../api/heads'
import { me } from '../../api/session'

export type WishHead = WishHeadPartsFragment

const heads = new Heads<WishHead>()

export const putWish = heads.put
export const wishHead = heads.of

onFeed((event) => void (event !== 'resync' && event.wish && heads.put(event.wish)))

// Another person sees other wishes.
let person = me.peek()?.person.id
effect(() => {
  if (me.value?.person.id !== person) heads.forget()
  person = me.value?.person.id
})
