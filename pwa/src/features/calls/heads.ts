import { effect } from '@preact/signals'
import { onFeed } from '../../api/feed'
import type { CallHeadPartsFragment } from '../../api/gql/graphql'
import { Heads } from '../../api/heads'
import { me } from '../../api/session'

export type CallHead = CallHeadPartsFragment

const heads = new Heads<CallHead>()

export const putCall = heads.put
export const callHead = heads.of

onFeed((event) => void (event !== 'resync' && event.call && heads.put(event.call)))

// Another person sees other calls.
let person = me.peek()?.person.id
effect(() => {
  if (me.value?.person.id !== person) heads.forget()
  person = me.value?.person.id
})
