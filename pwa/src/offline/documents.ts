import {
  OutboxOwnerDocument, SendAssignSnapDocument, SendCheckInDocument, SendBackSnapDocument, SendConfirmSnapSolvedDocument, SendFixSnapOnTheSpotDocument, SendGiveBackSnapDocument, SendPostWishDocument, SendMergeSnapDocument, SendRaiseSnapToStreetDocument, SendRedeemDocument, SendReportCompletionDocument, SendRefuseSnapDocument, SendRelocateSnapDocument, SendReportSnapNotSolvedDocument, SendSolveSnapDocument, SendTakeOnSnapDocument, SendTakeSnapDocument, SendWithdrawSnapDocument,
} from '../api/gql/graphql'
import type { Kind } from './format'

/** The text of every operation that may wait: an item says what is meant, the app that sends it knows how to ask. */
export const documents: Record<Kind, string> = {
  takeSnap: String(SendTakeSnapDocument),
  backSnap: String(SendBackSnapDocument),
  takeOnSnap: String(SendTakeOnSnapDocument),
  assignSnap: String(SendAssignSnapDocument),
  giveBackSnap: String(SendGiveBackSnapDocument),
  fixSnapOnTheSpot: String(SendFixSnapOnTheSpotDocument),
  solveSnap: String(SendSolveSnapDocument),
  confirmSnapSolved: String(SendConfirmSnapSolvedDocument),
  reportSnapNotSolved: String(SendReportSnapNotSolvedDocument),
  raiseSnapToStreet: String(SendRaiseSnapToStreetDocument),
  mergeSnap: String(SendMergeSnapDocument),
  refuseSnap: String(SendRefuseSnapDocument),
  relocateSnap: String(SendRelocateSnapDocument),
  withdrawSnap: String(SendWithdrawSnapDocument),
  checkIn: String(SendCheckInDocument),
  reportCompletion: String(SendReportCompletionDocument),
  redeem: String(SendRedeemDocument),
  postWish: String(SendPostWishDocument),
}

export const ownerDocument = String(OutboxOwnerDocument)
