import { useLocation } from 'preact-iso'
import { useEffect, useRef, useState } from 'preact/hooks'
import { newId } from '../../api/ids'
import { me, signedIn } from '../../api/session'
import { deliver } from '../../offline/deliver'
import { VERSION } from '../../offline/format'
import { dropPhoto } from '../../offline/store'
import { dropWishDraft, keepWishDraft, lastWishDraft, type WishDraft } from '../../offline/wishDraft'
import { Page } from '../../shell/Page'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { toast } from '../../ui/Toast'
import { t } from '../../words'
import { whyKept } from '../../offline/kept'
import { language } from '../../words/language'
import { blankForm, changed, inputOf, type Change } from './post/form'
import { Writing } from './post/Writing'

/** Where this person most likely lives: a community, or nothing to start from. */
const COMMUNITY = 12
const ownCommunity = (): string => [me.peek()?.homeCode, ...(me.peek()?.posts ?? []).map((post) => post.code)].find((code) => (code?.length ?? 0) >= COMMUNITY)?.slice(0, COMMUNITY) ?? ''

function begun(): WishDraft {
  const person = me.peek()?.person
  return { id: newId(), personId: person?.id ?? '', touchedAt: Date.now(), form: blankForm(ownCommunity(), person?.name ?? '') }
}

let sentOne = false

/** Back from a wish that was sent leads through its questions, which are of no wish any more: to the list instead. */
function useNotAskedAgain(): void {
  const { query, route } = useLocation()
  useEffect(() => {
    if (query.q === undefined) sentOne = false
    else if (sentOne) route('/wishes', true)
  }, [])
}

/** /wishes/new?q=: a wish in the writing. It is kept on this phone at every change, and posted from the outbox when there is no network. */
export default function New() {
  const [draft, setDraft] = useState<WishDraft | null>(null)
  const who = me.value?.person.id
  useEffect(() => {
    if (who) void lastWishDraft(who).catch(() => undefined).then((kept) => setDraft(kept ?? begun()))
  }, [who])
  if (!signedIn.value)
    return (
      <Page title={t('wishPost.title')} bar={<Bar title={t('wishPost.title')} up="/wishes" />}>
        <Empty title={t('wishPost.signIn')} action={{ label: t('shell.signIn'), href: '/signin?next=/wishes/new' }}>{t('wishPost.signInHint')}</Empty>
      </Page>
    )
  if (!draft) return <Page title={t('wishPost.title')} bar={<Bar title={t('wishPost.title')} up="/wishes" />}>{null}</Page>
  return <Draft draft={draft} setDraft={setDraft} />
}

function Draft({ draft, setDraft }: { draft: WishDraft; setDraft: (draft: WishDraft) => void }) {
  const { route } = useLocation()
  const { id, form } = draft
  useNotAskedAgain()
  const latest = useRef(draft)
  latest.current = draft
  const change: Change = (patch) => {
    latest.current = { ...latest.current, form: changed(latest.current.form, patch), touchedAt: Date.now() }
    setDraft(latest.current)
    void keepWishDraft(latest.current).catch(() => undefined)
  }
  const send = async () => {
    const { photos, ...input } = inputOf(id, form)
    const item = {
      version: VERSION, id, kind: 'postWish' as const, personId: draft.personId, title: form.words.trim().slice(0, 40), variables: { input: { ...input, photos: [] } },
      photos: form.photos, language: language.peek(), madeAt: Date.now(), state: 'waiting' as const, tries: 0, dueAt: 0,
    }
    const how = await deliver(photos.length ? item : { ...item, photos: [] }).catch(async (error: unknown) => {
      await keepWishDraft(draft).catch(() => undefined) // a refused one is a draft again, which it was not in the outbox
      throw error
    })
    await dropWishDraft(id).catch(() => undefined)
    sentOne = true
    toast(how === 'queued' ? whyKept() : t('wishPost.done'))
    route(how === 'queued' ? '/outbox' : `/wishes/${id}`, true)
  }
  const discard = async () => {
    await Promise.all([dropWishDraft(id), ...form.photos.map((photo) => dropPhoto(photo.id))]).catch(() => undefined)
    route('/wishes', true)
  }
  return (
    <Writing title={t('wishPost.title')} up="/wishes" form={form} change={change} send={send} label={t('wishPost.send')} note={t('wishPost.kept')}
      lead={draft.reason && <p class="aside wish-back">{draft.reason}</p>}
      beside={<Button onClick={() => void discard()}>{t('wishPost.discard')}</Button>} />
  )
}
