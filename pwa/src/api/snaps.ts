import type { SnapHeadPartsFragment } from './gql/graphql'
import { Heads } from './heads'

export type SnapHead = SnapHeadPartsFragment

const heads = new Heads<SnapHead>()

export const putSnap = heads.put
export const snapHead = heads.of
export const forgetSnaps = heads.forget
