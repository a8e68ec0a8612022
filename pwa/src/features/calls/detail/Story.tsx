import { Timeline, type Moment } from '../../../ui/Timeline'
import { t } from '../../../words'
import { Thumbs } from '../../snaps/detail/Photos'
import type { CallFull } from '../steps'
import { stamp } from '../when'
import { awaitedNow, factsOf, following, happened, type Entry } from './story'

/** From what comes and who is awaited back to what happened, newest first. */
export function Story({ call }: { call: CallFull }) {
  const next = following(call)
  const coming = awaitedNow(call).map(({ key, title, dueAt, hint }): Moment => {
    const moment: Moment = { key, tense: 'now', title, children: hint }
    return dueAt ? Object.assign(moment, { time: t('time.before', { at: stamp(dueAt) }), at: dueAt }) : moment
  })
  const past: Moment[] = call.entries.toReversed().map((entry) => ({
    key: entry.id,
    tense: 'past',
    title: happened(entry),
    time: stamp(entry.at),
    at: entry.at,
    children: <Told entry={entry} />,
  }))
  return <Timeline moments={[...(next ? [{ key: 'next', tense: 'next' as const, title: next }] : []), ...coming, ...past]} />
}

/** By whom, with which facts and words; what only one's own unit reads says so. */
function Told({ entry }: { entry: Entry }) {
  const facts = factsOf(entry)
  const who = [entry.byName, entry.byPost].filter(Boolean).join(' · ')
  return (
    <>
      {entry.internal && <span class="told"><span class="tag">{t('callStory.internal')}</span></span>}
      {facts && <span class="told">{facts}</span>}
      {who && <span class="told">{who}{entry.seal && <> · {t('callStory.seal', { seal: entry.seal.slice(0, 3) })}</>}</span>}
      {entry.words && <span class="told serif">{t('story.quote', { words: entry.words })}</span>}
      {entry.finding && <span class="told serif">{t('callStory.finding', { words: entry.finding })}</span>}
      {entry.late && <span class="told">{t('callStory.late')}</span>}
      {entry.photos.length > 0 && <Thumbs photos={entry.photos} />}
    </>
  )
}
