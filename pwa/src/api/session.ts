import { computed, signal } from '@preact/signals'
import { language, languageChosen, setLanguage } from '../words/language'
import { forgetAll } from './cache'
import { SignOutDocument, StartDocument, type MePartsFragment, type StartQuery } from './gql/graphql'
import { act, request, Unauthenticated } from './request'

export type Me = MePartsFragment
export type Settings = StartQuery['settings']

const ME = 'gridcall.me'
const SETTINGS = 'gridcall.settings'

function restored<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}

/** Who is signed in; kept on the device so that a start without network knows. Null: nobody, or not yet known. */
export const me = signal<Me | null>(restored<Me>(ME))
export const settings = signal<Settings | null>(restored<Settings>(SETTINGS))
export const signedIn = computed(() => me.value !== null)

/** True once the server has been asked who we are. */
export const asked = signal(false)

/** The server no longer knows our session, while things may wait here: the person is asked to sign in again. */
export const expired = signal(false)

export const may = (permission: string): boolean => me.value?.permissions.includes(permission) ?? false

function store(key: string, value: unknown): void {
  if (value === null) localStorage.removeItem(key)
  else localStorage.setItem(key, JSON.stringify(value))
}

/** Sets who we are, after signing in or when the server says more about us. */
export function setMe(next: Me | null): void {
  if (me.peek() && next && me.peek()!.person.id !== next.person.id) void forgetAll()
  me.value = next
  store(ME, next)
  if (!next) return
  expired.value = false
  const theirs = next.person.language === 'EN' ? 'en' : 'zh'
  if (!languageChosen() && theirs !== language.peek()) setLanguage(theirs)
}

/**
 * Called wherever an answer was "sign in": asks for it. What was written here stays; what was only shown is forgotten, for the
 * session may have been ended because the phone was lost.
 */
export function sessionLost(): void {
  if (!me.peek()) return
  setMe(null)
  expired.value = true
  void forgetAll()
}

/** Asks the server for the settings, who we are, and where the feed stands. Without network what is kept stands. */
export async function refreshSession(): Promise<string> {
  const asker = me.peek()?.person.id
  const answer = await request(StartDocument, {})
  settings.value = answer.settings
  store(SETTINGS, answer.settings)
  // who has signed in or out meanwhile is not who the answer is about
  const isAboutUs = me.peek()?.person.id === asker
  if (isAboutUs && answer.me) setMe(answer.me)
  else if (isAboutUs) sessionLost()
  asked.value = true
  return answer.feedCursor
}

/** Signs out on the server, then forgets here. Unsent items stay in the outbox: they are the person's own. */
export async function signOut(): Promise<void> {
  await act(SignOutDocument, {}).catch((error: unknown) => {
    if (!(error instanceof Unauthenticated)) throw error
  })
  setMe(null)
  expired.value = false
  await forgetAll()
}
