import { newId } from '../../api/ids'
import { act, Refused, Unreachable } from '../../api/request'
import type { PhotoRef } from '../../offline/format'
import { sendPhotos } from '../../offline/send'
import { dropPhoto } from '../../offline/store'
import { language } from '../../words/language'
import {
  AskClaimExtensionDocument, ConfirmWishDocument, DeclineClaimExtensionDocument, GiveBackClaimDocument, GivePointsToWishDocument, GrantClaimExtensionDocument, JoinClaimDocument, LeaveClaimDocument, PassOnClaimDocument, RefuseWishDocument, ReportWishFulfilledDocument, SayWishMissingDocument, SendBackWishDocument, ThankForWishDocument, WithdrawWishDocument,
  type WishStepInput,
} from './gql/graphql'
import type { Step, WishFull } from './steps'

/** What a sheet asks for beside the step itself. */
export interface Said {
  /** the same again, when it is not known whether the first try arrived */
  id?: string
  words?: string
  photos?: readonly PhotoRef[]
  until?: string
  points?: number
  toPersonId?: string
}

type Take = (input: WishStepInput, said: Said) => Promise<unknown>

const TAKES: Partial<Record<Step, Take>> = {
  SEND_BACK: (input) => act(SendBackWishDocument, { input }),
  REFUSE: (input) => act(RefuseWishDocument, { input }),
  WITHDRAW: (input) => act(WithdrawWishDocument, { input }),
  JOIN: (input) => act(JoinClaimDocument, { input }),
  LEAVE: (input) => act(LeaveClaimDocument, { input }),
  PASS_ON: (input, { toPersonId = '' }) => act(PassOnClaimDocument, { input, toPersonId }),
  ASK_EXTENSION: (input, { until = '' }) => act(AskClaimExtensionDocument, { input, until }),
  GRANT_EXTENSION: (input) => act(GrantClaimExtensionDocument, { input }),
  DECLINE_EXTENSION: (input) => act(DeclineClaimExtensionDocument, { input }),
  GIVE_BACK: (input) => act(GiveBackClaimDocument, { input }),
  REPORT_FULFILLED: (input) => act(ReportWishFulfilledDocument, { input }),
  SAY_MISSING: (input) => act(SayWishMissingDocument, { input }),
  CONFIRM: (input) => act(ConfirmWishDocument, { input }),
  THANK: (input) => act(ThankForWishDocument, { input }),
  GIVE_POINTS: (input, { points = 0 }) => act(GivePointsToWishDocument, { input, points }),
}

/** Brings photos to the server before the step that names them. Throws Refused with the server's reason, Unreachable. */
export async function bringPhotos(photos: readonly PhotoRef[]): Promise<void> {
  const outcome = await sendPhotos(photos, language.peek(), async () => undefined)
  if (outcome?.is === 'refused') throw new Refused({ ...outcome.reason, field: 'photos' })
  if (outcome) throw new Unreachable(outcome.is)
}

/** Takes a step. Throws Refused with the server's reason, Unauthenticated, Unreachable. */
export async function take(wish: Pick<WishFull, 'id'>, step: Step, said: Said = {}): Promise<void> {
  const photos = said.photos ?? []
  await bringPhotos(photos)
  const named = photos.length ? { photos: photos.map(({ id, sha256 }) => ({ id, sha256 })) } : {}
  await TAKES[step]?.({ id: said.id ?? newId(), wishId: wish.id, words: said.words?.trim() || null, ...named }, said)
  await Promise.all(photos.map((photo) => dropPhoto(photo.id)))
}
