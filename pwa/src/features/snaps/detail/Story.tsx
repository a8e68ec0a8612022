import { Timeline, type Moment } from '../../../ui/Timeline'
import { t } from '../../../words'
import { clock, fours, now } from '../../../words/time'
import { Thumbs } from './Photos'
import { awaited, deadline, folded, following, happened, moment, type Entry, type SnapFull, solving } from './story'

const dot = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' · ')

/** Who is awaited, then what happened, newest first. */
export function Story({ snap }: { snap: SnapFull }) {
  const past = folded(snap.entries).map(({ entry, times }, n) => pastOf(entry, snap, n === 0, times)).toReversed()
  return <Timeline moments={[...comingOf(snap), ...past]} />
}

function comingOf(snap: SnapFull): Moment[] {
  const title = awaited(snap)
  if (!title) return []
  const due = snap.dueAt && snap.lamp !== 'IDLE' ? { time: t('time.before', { at: deadline(snap.dueAt, now.value) }), at: snap.dueAt } : {}
  const next = following(snap)
  const current: Moment = { key: 'now', tense: 'now', title, children: dot(snap.assignee?.post, snap.cellName ?? snap.communityName) }
  if (!next) return [{ ...current, ...due }]
  // the limit is that of solving, which is awaited now or comes after
  const [ofNow, ofNext] = solving(snap) ? [due, {}] : [{}, due]
  return [{ key: 'next', tense: 'next', title: next, ...ofNext }, { ...current, ...ofNow }]
}

function pastOf(entry: Entry, snap: SnapFull, first: boolean, times: number): Moment {
  const photos = first ? [] : entry.photos
  return {
    key: entry.id,
    tense: 'past',
    title: times > 1 ? t('detail.backers', { n: times }) : happened(entry),
    time: moment(entry.at),
    at: entry.at,
    children: times > 1 ? null : <Told entry={entry} snap={snap} first={first} photos={photos} />,
  }
}

const RECEIPT = /^\d{12}$/

/** Somebody's words in quotes; of a merge they can be the receipt number of the other snap. */
const said = (words: string): string => (RECEIPT.test(words) ? t('outbox.receipt', { number: fours(words) }) : t('story.quote', { words }))

interface ToldProps {
  entry: Entry
  snap: SnapFull
  first: boolean
  photos: Entry['photos']
}

/** By whom and with which words; of the first report the words stand at the top of the screen already. */
function Told({ entry, snap, first, photos }: ToldProps) {
  const who = dot(entry.step === 'TAKE_ON' || entry.step === 'GIVE_BACK' ? null : entry.byName, entry.byPost)
  return (
    <>
      {who && <span class="told">{who}</span>}
      {!first && entry.words && <span class="told serif">{said(entry.words)}</span>}
      {entry.late && <span class="told">{t('story.late', { at: first ? moment(snap.takenAt) : clock(entry.at) })}</span>}
      {photos.length > 0 && <Thumbs photos={photos} />}
    </>
  )
}
