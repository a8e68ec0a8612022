import { snapHead, type SnapHead } from '../../../api/snaps'
import { whereOf } from '../../../api/where'
import { lampNow, Left } from '../../../ui/ClockRuler'
import { Lamp } from '../../../ui/Lamp'
import { Row } from '../../../ui/Row'
import { useFlash } from '../../../ui/useFlash'
import { t } from '../../../words'
import { when } from '../../../words/time'
import { isOpen, titleOf } from './title'

const dot = (...parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join(' · ')

interface Props {
  id: string
  selected?: boolean
  /** in a sheet or beside the map: the row leads elsewhere */
  onClick?: () => void
  /** of one's own things one wants to know how they stand, also while they are open */
  showStatus?: boolean
}

/** One snap in a list. It reads the store, so it changes in place when news comes. */
export function SnapRow({ id, ...rest }: Props) {
  const snap = snapHead(id)?.value
  return snap ? <Known snap={snap} {...rest} /> : null
}

function Known({ snap, selected, onClick, showStatus }: Omit<Props, 'id'> & { snap: SnapHead }) {
  const flash = useFlash(snap.version)
  const cls = ['snap-row', flash && 'flash', !isOpen(snap) && 'gone'].filter(Boolean).join(' ')
  const target = onClick ? { onClick } : { href: `/snaps/${snap.id}` }
  return (
    <li>
      <Row
        {...target}
        class={cls}
        selected={selected ?? false}
        lead={<Lamp lamp={lampNow(snap)} />}
        title={titleOf(snap)}
        meta={dot((showStatus || !isOpen(snap)) && t(`status.${snap.status}`), whereOf(snap), isOpen(snap) && snap.backers > 0 && t('list.backers', { n: snap.backers }))}
        end={snap.lamp === 'IDLE' ? <span class="faint small">{when(snap.updatedAt)}</span> : <Left {...snap} />}
      />
    </li>
  )
}
