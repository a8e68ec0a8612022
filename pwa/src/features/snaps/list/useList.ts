import { SnapListDocument, type SnapListQuery } from '../../../api/gql/graphql'
import type { FirstPage } from '../../../api/listed'
import { usePaged, type PagedRows } from '../../../api/paged'
import { putSnap } from '../../../api/snaps'
import { filterOf, pathOf, type Wanted } from './filter'

export type SnapRows = PagedRows

const pageOf = ({ snaps }: SnapListQuery): FirstPage => ({
  ids: snaps.nodes.map((snap) => snap.id),
  cursor: snaps.pageInfo.endCursor,
  more: snaps.pageInfo.hasNextPage,
})

/** The rows of one list of snaps. */
export const useList = (wanted: Wanted): SnapRows =>
  usePaged({
    document: SnapListDocument,
    filter: filterOf(wanted),
    name: pathOf(wanted),
    pageOf,
    put: ({ snaps }) => snaps.nodes.forEach(putSnap),
  })
