import { CallableUnitsDocument, ItemDutiesDocument, type CallableUnitsQuery, type DutyPartsFragment } from '../gql/graphql'
import { useShown } from '../../../api/shown'
import type { CallFull } from '../steps'

const never = () => false

/** The item with its duties and limits. */
export const useDuties = (itemId: string | null): DutyPartsFragment | null | undefined =>
  useShown(ItemDutiesDocument, { id: itemId ?? '' }, { when: itemId !== null, staleBy: never }).data.value?.responsibilityItem

/** The units of the district that still exist, and whom the desk called last for this item. */
export const useUnits = (call: CallFull): CallableUnitsQuery | undefined =>
  useShown(CallableUnitsDocument, { itemNumber: call.itemNumber }, { staleBy: never }).data.value
