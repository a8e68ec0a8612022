import { signal } from '@preact/signals'
import {
  CallDraftDocument, DraftCallDocument, EditCallDocument, ItemOfDraftDocument, SnapOfDraftDocument, SubmitDraftDocument, type DraftOfCallFragment,
} from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act, Refused, request, Unreachable, type ProblemLike } from '../../../api/request'
import { me, settings } from '../../../api/session'
import { putSnap } from '../../../api/snaps'
import { dropCallDraft, keepCallDraft, keptCallDraft, unsentCallDrafts, type CallDraft, type CallForm } from '../../../offline/callDraft'
import { sendPhotos } from '../../../offline/send'
import { dropPhoto } from '../../../offline/store'
import { language } from '../../../words/language'
import { blankForm, draftOf, formOf, inputOf, isBlank, isSame, merge, withItem, withSnaps, type FormField } from './form'

/** The call form in the making. Every change is on this device at once, and with the server a moment later. */
export const draft = signal<CallDraft | null>(null)

/** Where it is safe: on this device, on its way, with the server; refused: the server says no to what is written. */
export const safety = signal<'here' | 'saving' | 'saved' | 'offline' | 'refused'>('here')

/** The server's sentence about the last try, and which field it means. */
export const refusal = signal<ProblemLike | null>(null)

/** What somebody else wrote meanwhile where this person wrote too. */
export const clash = signal<{ theirs: CallForm; fields: FormField[] } | null>(null)

/** Why it came back, and the pictures that only the server has. */
export const known = signal<{ call: DraftOfCallFragment | null; gone: boolean }>({ call: null, gone: false })

const RESTING = 1_200
const STREET = 9

const owner = (): string => me.peek()?.person.id ?? ''

/** The street for which this person writes: that of their post. */
const ownStreet = (): string =>
  me.peek()?.posts.find((post) => (post.role === 'STREET_CLERK' || post.role === 'STREET_HEAD') && post.code.length >= STREET)?.code.slice(0, STREET) ?? settings.peek()?.rootCode ?? ''

/** Begins a form, from snaps, an item of the list or nothing; answers its id. One that was begun and never reached the server is taken up again. */
export async function beginDraft(snapIds: readonly string[], itemId: string | null = null): Promise<string> {
  const begun = await unsentCallDrafts(owner()).catch(() => [])
  const same = begun.find((one) => one.form.snapIds.join() === snapIds.join() && (!itemId || one.form.itemId === itemId))
  if (same) return same.id
  const snaps = await Promise.all(snapIds.map((id) => request(SnapOfDraftDocument, { id }).then((answer) => answer.snap).catch(() => null)))
  const found = snaps.filter((snap) => snap !== null)
  found.forEach(putSnap)
  const item = itemId ? await request(ItemOfDraftDocument, { id: itemId }).then((answer) => answer.responsibilityItem).catch(() => null) : null
  const form = withItem(withSnaps(blankForm(ownStreet()), found), item)
  const made: CallDraft = { id: newId(), personId: owner(), touchedAt: Date.now(), form, saved: null, serverVersion: null, item }
  await keepCallDraft(made)
  return made.id
}

async function fromServer(id: string): Promise<DraftOfCallFragment | null | undefined> {
  const call = await request(CallDraftDocument, { id }).then((answer) => answer.call).catch(() => undefined)
  call?.snaps.forEach(putSnap)
  return call
}

/** What is here and not with the server goes on; else the server's is the truth. */
function joined(kept: CallDraft | undefined, call: DraftOfCallFragment): CallDraft {
  if (!kept || (kept.saved && isSame(kept.form, kept.saved))) return draftOf(call, owner())
  return met(kept, call)
}

/** Puts together what two have written, and remembers where both did. */
function met(mine: CallDraft, call: DraftOfCallFragment): CallDraft {
  const theirs = formOf(call)
  const { form, clashes } = merge(mine.saved ?? theirs, mine.form, theirs)
  clash.value = clashes.length ? { theirs, fields: clashes } : null
  return { ...mine, form, saved: theirs, serverVersion: call.version, item: form.itemId === call.itemId ? call.item : mine.item }
}

/** counts how often a form was opened: one that is opened again while it is being left stays */
let visits = 0

/** Opens a form by its id: from this device, from the server, or both put together. */
export async function openDraft(id: string): Promise<void> {
  visits += 1
  if (draft.peek()?.id === id) return
  draft.value = null
  clash.value = null
  refusal.value = null
  known.value = { call: null, gone: false }
  const [kept, call] = await Promise.all([keptCallDraft(id).catch(() => undefined), fromServer(id)])
  const theirs = kept?.personId === owner() ? kept : undefined
  known.value = { call: call ?? null, gone: !call && !theirs }
  draft.value = call ? joined(theirs, call) : (theirs ?? null)
  safety.value = draft.peek()?.saved && isSame(draft.peek()!.form, draft.peek()!.saved!) ? 'saved' : 'here'
  plan()
}

/** Leaves the form. What is not with the server yet stays on this device; what is goes from it. */
export async function closeDraft(): Promise<void> {
  const visit = visits
  await push()
  const left = draft.peek()
  if (!left || visit !== visits) return
  draft.value = null
  if (left.saved && isSame(left.form, left.saved)) await forget(left)
}

async function forget({ id, form }: CallDraft): Promise<void> {
  await Promise.all([dropCallDraft(id), ...form.photos.map((photo) => dropPhoto(photo.id))]).catch(() => undefined)
}

/** Changes the form: on this device at once, to the server when the fingers rest. */
export function change(patch: Partial<CallForm>, item?: CallDraft['item']): void {
  const current = draft.peek()
  if (!current) return
  put({ ...current, form: { ...current.form, ...patch }, ...(item === undefined ? {} : { item }), touchedAt: Date.now() })
  refusal.value = null
  safety.value = 'here'
  plan()
}

/** A photo may be ready when its form has been left. */
export function changePhotos(id: string, next: (photos: CallForm['photos']) => CallForm['photos']): void {
  const current = draft.peek()
  if (current?.id === id) change({ photos: next(current.form.photos) })
}

function put(next: CallDraft): void {
  draft.value = next
  void keepCallDraft(next).catch(() => undefined)
}

let timer: ReturnType<typeof setTimeout> | undefined
/** one try after the other */
let line = Promise.resolve()

function plan(): void {
  clearTimeout(timer)
  timer = setTimeout(() => void push(), RESTING)
}

// the network is back: what could not be saved goes by itself
addEventListener('online', () => void (safety.peek() === 'offline' && push()))

/** Brings what is written to the server, one try at a time. Never throws: `safety` says how it went. */
export function push(): Promise<void> {
  clearTimeout(timer)
  line = line.then(save)
  return line
}

async function save(): Promise<void> {
  const current = draft.peek()
  if (!current || (current.serverVersion === null && isBlank(current.form))) return
  if (current.saved && isSame(current.form, current.saved)) {
    safety.value = 'saved'
    return
  }
  safety.value = 'saving'
  try {
    await bringPhotos(current)
    await write(draft.peek() ?? current)
  } catch (error) {
    tell(error)
  }
}

async function bringPhotos({ form }: CallDraft): Promise<void> {
  const outcome = await sendPhotos(form.photos, language.peek(), async (photoId) => {
    const now = draft.peek()
    const at = now?.form.photos.findIndex((photo) => photo.id === photoId) ?? -1
    if (now && at >= 0) put({ ...now, form: { ...now.form, photos: now.form.photos.with(at, { ...now.form.photos[at]!, confirmed: true }) } })
  })
  if (outcome?.is === 'refused') throw new Refused({ ...outcome.reason, field: 'photos' })
  if (outcome) throw new Unreachable(outcome.is)
}

/** Writes a new draft, or the next version of it; what somebody wrote in between is put together with this. */
async function write({ id, form, serverVersion }: CallDraft, again = true): Promise<void> {
  try {
    const input = inputOf(form)
    const { version } = serverVersion === null
      ? await act(DraftCallDocument, { id, form: input })
      : await act(EditCallDocument, { callId: id, form: input, expectedVersion: serverVersion })
    written(id, form, version)
  } catch (error) {
    const overtaken = error instanceof Refused && (error.problem.code.toLowerCase() === 'version_conflict' || error.problem.code.toLowerCase() === 'idempotency_conflict')
    if (!overtaken || !again) throw error
    const call = await fromServer(id)
    const mine = draft.peek()
    if (!call || mine?.id !== id) throw error
    put(met(mine, call))
    await write(draft.peek()!, false)
  }
}

function written(id: string, form: CallForm, version: number): void {
  const now = draft.peek()
  if (now?.id !== id) return
  put({ ...now, saved: form, serverVersion: version })
  const rest = !isSame(now.form, form)
  safety.value = rest ? 'here' : 'saved'
  if (rest) plan()
}

function tell(error: unknown): void {
  safety.value = error instanceof Refused ? 'refused' : 'offline'
  if (error instanceof Refused) refusal.value = error.problem
}

/** Sends it for signature: what is written first, then the step. Throws what `act` throws, Unreachable when it could not be saved. */
export async function submit(stepId: string): Promise<void> {
  await push()
  const current = draft.peek()
  if (!current || safety.peek() !== 'saved') throw refusal.peek() ? new Refused(refusal.peek()!) : new Unreachable('not saved')
  await act(SubmitDraftDocument, { input: { id: stepId, callId: current.id, expectedVersion: current.serverVersion } })
  draft.value = null
  await forget(current)
}
