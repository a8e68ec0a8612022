import type { FeedEvent } from '../../../api/feed'
import type { FirstPage } from '../../../api/listed'
import { usePaged, type PagedRows } from '../../../api/paged'
import { useShown, type Shown } from '../../../api/shown'
import { here } from '../../../offline/position'
import { WishFiguresDocument, WishListDocument, WishPlacesDocument, type WishFiguresQuery, type WishListQuery, type WishPlacesQuery } from '../gql/graphql'
import { settings } from '../../../api/session'
import { putWish } from '../heads'
import { filterOf, pathOf, type Wanted } from './filter'

export const tellsOfWishes = (event: FeedEvent): boolean => event.wish !== null

const pageOf = ({ wishes }: WishListQuery): FirstPage => ({
  ids: wishes.nodes.map((wish) => wish.id),
  cursor: wishes.pageInfo.endCursor,
  more: wishes.pageInfo.hasNextPage,
})

/** The wishes of one list, page by page. */
export function useWishes(wanted: Wanted): PagedRows {
  const filter = filterOf(wanted, here.value)
  return usePaged({
    document: WishListDocument,
    filter,
    name: `${pathOf(wanted)} ${JSON.stringify(filter.near)}`,
    pageOf,
    put: ({ wishes }) => wishes.nodes.forEach(putWish),
    staleBy: tellsOfWishes,
  })
}

/** How many were published, claimed and fulfilled there. */
export const useFigures = (within: string | null): Shown<WishFiguresQuery> => useShown(WishFiguresDocument, { within }, { staleBy: tellsOfWishes })

type Place = WishPlacesQuery['divisions'][number]

/** Streets and communities of the district. */
export function usePlaces(): { streets: readonly Place[]; communitiesOf: (street: string) => readonly Place[]; nameOf: (code: string) => string } {
  const under = settings.value?.rootCode ?? ''
  const places = useShown(WishPlacesDocument, { under }, { when: under !== '', staleBy: () => false }).data.value?.divisions ?? []
  return {
    streets: places.filter((place) => place.kind === 'STREET'),
    communitiesOf: (street) => places.filter((place) => place.kind === 'COMMUNITY' && place.code.startsWith(street)),
    nameOf: (code) => places.find((place) => place.code === code)?.name ?? (code === under ? (settings.value?.rootName ?? '') : ''),
  }
}
