import {
  AcceptCallDocument, AcceptPartDocument, ArchiveCallDocument, RemarkOnCallDocument, RemindUnitDocument, SendCallBackDocument, SendCallToDrafterDocument, SendPartForReworkDocument, SubmitCallDocument, WithdrawCallDocument,
} from './gql/graphql'
import { newId } from '../../api/ids'
import { act } from '../../api/request'
import type { CallFull, Choice, Step } from './steps'

interface Said {
  /** the same again, when it is not known whether the first try arrived */
  id?: string
  words?: string
}

type Call = Pick<CallFull, 'id' | 'version'>

const ofCall = ({ id, version }: Call, said: Said) => ({
  input: { id: said.id ?? newId(), callId: id, expectedVersion: version, words: said.words?.trim() || null },
})

const ofPart = ({ id }: Call, part: Choice['part'], said: Said) => ({
  input: { id: said.id ?? newId(), callId: id, assignmentId: part?.id ?? '', words: said.words?.trim() || null },
})

/** Steps that need nothing but words. Those with a screen of their own are taken there. */
const SIMPLE: Partial<Record<Step, (call: Call, part: Choice['part'], said: Said) => Promise<unknown>>> = {
  SUBMIT: (call, _, said) => act(SubmitCallDocument, ofCall(call, said)),
  SEND_TO_DRAFTER: (call, _, said) => act(SendCallToDrafterDocument, ofCall(call, said)),
  ACCEPT: (call, _, said) => act(AcceptCallDocument, ofCall(call, said)),
  SEND_BACK: (call, _, said) => act(SendCallBackDocument, ofCall(call, said)),
  REMIND: (call, part, said) => act(RemindUnitDocument, ofPart(call, part, said)),
  ACCEPT_PART: (call, part, said) => act(AcceptPartDocument, ofPart(call, part, said)),
  SEND_FOR_REWORK: (call, part, said) => act(SendPartForReworkDocument, ofPart(call, part, said)),
  ARCHIVE: (call, _, said) => act(ArchiveCallDocument, ofCall(call, said)),
  WITHDRAW: (call, _, said) => act(WithdrawCallDocument, ofCall(call, said)),
  REMARK: (call, _, said) => act(RemarkOnCallDocument, ofCall(call, said)),
}

/** Takes a step at once. Throws Refused with the server's reason, Unauthenticated, Unreachable. */
export const take = async (call: Call, { step, part }: Choice, said: Said = {}): Promise<void> => void (await SIMPLE[step]?.(call, part, said))
