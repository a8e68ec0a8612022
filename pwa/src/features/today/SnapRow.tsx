import { snapHead, type SnapHead } from '../../api/snaps'
import { whereOf } from '../../api/where'
import { Lamp } from '../../ui/Lamp'
import { lampNow, Left } from '../../ui/ClockRuler'
import { Row } from '../../ui/Row'
import { useFlash } from '../../ui/useFlash'
import { t } from '../../words'
import { when } from '../../words/time'

/** A snap's title: the reporter's words, or what kind of thing it is. */
export const snapTitle = (snap: SnapHead): string =>
  snap.words.trim() || t('today.untitled', { category: t(`category.${snap.category}`) })

interface Props {
  id: string
  href: string
  selected?: boolean
  /** no longer in this list: dimmed, with its new status */
  gone?: boolean
  /** what is awaited, in place of the status ("要您确认") */
  showStatus?: boolean
  /** among what needs me: what is in hand is in mine, the rest waits to be taken on */
  needsMe?: boolean
}

const near = (snap: SnapHead): string =>
  [whereOf(snap), snap.backers > 0 && t('today.backers', { n: snap.backers })].filter(Boolean).join(' · ')

/** One snap in a list; it reads the store, so it changes when the feed event arrives. */
export function SnapRow({ id, href, selected, gone, showStatus, needsMe }: Props) {
  const snap = snapHead(id)?.value
  const flash = useFlash(snap?.version ?? 0)
  if (!snap) return null
  const clocked = snap.lamp !== 'IDLE' && !gone
  const status = gone || showStatus || snap.status === 'SOLVED' || (needsMe && snap.status === 'IN_HAND') ? t(`status.${snap.status}`) : null
  return (
    <Row
      href={href}
      class={[flash && 'flash', gone && 'gone'].filter(Boolean).join(' ')}
      selected={selected ?? false}
      lead={<Lamp lamp={lampNow(snap)} />}
      title={snapTitle(snap)}
      meta={[status, near(snap)].filter(Boolean).join(' · ')}
      end={clocked ? <Left {...snap} /> : <span class="faint small">{when(snap.updatedAt)}</span>}
    />
  )
}
