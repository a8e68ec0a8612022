import { computed, signal } from '@preact/signals'
import { expired, me, settings } from '../../../api/session'
import { discardDraft, isBlank, lastDraft, newDraft, saveDraft, type Draft, type DraftPlace } from '../../../offline/draft'
import type { PhotoRef } from '../../../offline/format'
import { enqueue } from '../../../offline/outbox'
import { NotUsable, takePhoto } from '../../../offline/photos'
import { lookForRoom } from '../../../offline/room'
import { dropPhoto } from '../../../offline/store'
import { t } from '../../../words'
import { explain } from '../../../words/problems'
import { titleOf, variablesOf } from './said'

/** The snap in the making: one per person and phone, kept in IndexedDB at every change. */
export const draft = signal<Draft | null>(null)

/** True when it was found on the phone at the start of this visit. */
export const resumed = signal(false)

/** How many photos are being made ready. */
export const preparing = signal(0)

/** What went wrong with the last photo or the last save, in words; null when nothing did. */
export const trouble = signal<string | null>(null)

const PHOTOS_WHEN_UNKNOWN = 3
const photosAtMost = computed(() => settings.value?.photosAtMost ?? PHOTOS_WHEN_UNKNOWN)
export const photosLeft = computed(() => Math.max(0, photosAtMost.value - (draft.value?.photos.length ?? 0) - preparing.value))
export const mostPhotos = (): number => photosAtMost.value
export const wordsAtMost = computed(() => settings.value?.wordsAtMost ?? 200)

const owner = (): string | null => me.peek()?.person.id ?? null

let opening: Promise<void> | null = null

async function open(): Promise<void> {
  const kept = await lastDraft(owner()).catch(() => undefined)
  resumed.value = kept !== undefined && !isBlank(kept)
  draft.value = kept ?? newDraft(owner())
}

/** A session that ended while somebody writes takes nothing out of their hands. */
const isTheirs = ({ personId }: Draft): boolean => personId === null || personId === owner() || (owner() === null && expired.peek())

/** Brings back what this person had begun, or begins anew. */
export function openDraft(): Promise<void> {
  if (draft.peek() && isTheirs(draft.peek()!)) return Promise.resolve()
  opening ??= open().finally(() => {
    opening = null
  })
  return opening
}

const inWords = (error: unknown): string => (error instanceof NotUsable ? t(`take.${error.why}`) : explain(error))

/** Changes the draft and saves it. A phone without room says so; what is on screen stays. */
export function change(patch: Partial<Draft>): Promise<void> {
  const current = draft.peek()
  if (!current) return Promise.resolve()
  draft.value = { ...current, ...patch, touchedAt: Date.now() }
  return saveDraft(draft.value)
    .then(() => undefined)
    .catch((error: unknown) => {
      trouble.value = inWords(error)
    })
}

export const changePlace = (patch: Partial<DraftPlace>): Promise<void> =>
  change({ place: { ...draft.peek()!.place, ...patch } })

const underway = new Set<Promise<unknown>>()

async function addPhoto(file: File, instead?: string): Promise<void> {
  const photo = await takePhoto(file)
  const photos = draft.peek()!.photos
  const at = photos.findIndex((one) => one.id === instead)
  await change({ photos: at < 0 ? [...photos, photo] : photos.with(at, photo) })
  if (at >= 0) await dropPhoto(instead!)
}

/** Makes photos ready, one after the other (a phone's memory holds one), and puts them into the draft. */
async function addAll(files: File[], instead?: string): Promise<void> {
  for (const file of files) {
    await addPhoto(file, instead).catch((error: unknown) => {
      trouble.value = inWords(error)
    })
    preparing.value -= 1
  }
  void lookForRoom().catch(() => undefined)
}

/** Takes what the camera or the album gave; `instead` names the photo it replaces. */
export function takeFiles(files: File[], instead?: string): Promise<void> {
  const room = instead ? 1 : photosLeft.peek()
  const taken = files.slice(0, room)
  trouble.value = null
  preparing.value += taken.length
  const work = addAll(taken, instead)
  underway.add(work)
  return work.finally(() => underway.delete(work))
}

/** Longer than the word to take it back stands on the screen. */
const GRACE = 10_000

/** Takes a photo out of the draft; its bytes go a moment later, for a slip of the thumb is taken back. Returns the way back. */
export function removePhoto(photo: PhotoRef): () => void {
  const { id, photos } = draft.peek()!
  const at = photos.indexOf(photo)
  void change({ photos: photos.filter((one) => one !== photo) })
  const going = setTimeout(() => void dropPhoto(photo.id).catch(() => undefined), GRACE)
  return () => {
    // meanwhile another may have taken its place, or the snap was sent
    if (draft.peek()?.id !== id || photosLeft.peek() === 0) return
    clearTimeout(going)
    void change({ photos: draft.peek()!.photos.toSpliced(at, 0, photo) })
  }
}

/** The camera opens: Android may kill this page behind it, so everything is written down first. */
export const beforeCamera = (): Promise<void> => change({ camera: true })

/** Deletes the draft, photos and all, and begins anew. */
export async function startOver(): Promise<void> {
  const old = draft.peek()
  draft.value = newDraft(owner())
  resumed.value = false
  trouble.value = null
  if (old) await discardDraft(old).catch(() => undefined)
}

/**
 * Hands the snap to the outbox and gives its id. Waits for photos that are still being made ready: what is sent must be
 * what is shown. Throws NoRoom when it cannot be stored; the draft then stays.
 */
export async function submit(fixedOnTheSpot: boolean): Promise<string> {
  await Promise.all(underway)
  const done = draft.peek()!
  const id = await enqueue({
    id: done.id,
    kind: 'takeSnap',
    title: titleOf(done),
    variables: variablesOf(done, fixedOnTheSpot),
    photos: done.photos,
    personId: done.personId ?? owner(),
  })
  draft.value = null
  resumed.value = false
  return id
}
