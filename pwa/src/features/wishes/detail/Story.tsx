import { Timeline, type Moment } from '../../../ui/Timeline'
import { t } from '../../../words'
import { when } from '../../../words/time'
import { Thumbs } from '../../snaps/detail/Photos'
import type { WishFull } from '../steps'
import { awaitedNow, happened, type Entry } from './story'

/** From who is awaited back to what happened, newest first. */
export function Story({ wish }: { wish: WishFull }) {
  const now = awaitedNow(wish)
  const coming: Moment[] = now ? [{ key: 'now', tense: 'now', title: now.title, time: now.time, children: now.hint }] : []
  const past = wish.entries.toReversed().map((entry): Moment => ({
    key: entry.id, tense: 'past', title: happened(wish, entry), time: when(entry.at), at: entry.at, children: <Told entry={entry} />,
  }))
  return <Timeline moments={[...coming, ...past]} />
}

function Told({ entry }: { entry: Entry }) {
  const who = [entry.byName, entry.byPost].filter(Boolean).join(' · ')
  return (
    <>
      {who && <span class="told">{who}</span>}
      {entry.points !== null && <span class="told">{t('wishStory.points', { n: entry.points })}</span>}
      {entry.words && <span class="told serif">{t('story.quote', { words: entry.words })}</span>}
      {entry.late && <span class="told">{t('wishStory.late')}</span>}
      {entry.photos.length > 0 && <Thumbs photos={entry.photos} />}
    </>
  )
}
