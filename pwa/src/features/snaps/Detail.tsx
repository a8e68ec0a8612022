import { Panes } from '../../shell/Panes'
import { wide, wider } from '../../shell/wide'
import { DetailPane, DetailStory } from './detail/DetailPane'
import { SnapsPane } from './List'

interface Props {
  id: string
  /** given by the router: this is the whole screen, /snaps/:id */
  path?: string
}

/** One snap: a screen of its own, or the pane beside another screen's list. */
export default function Detail({ id, path }: Props) {
  if (!path || !wide.value) return <DetailPane key={id} id={id} withoutStory={wider.value} />
  return (
    <Panes
      list={() => <SnapsPane selected={id} />}
      main={<DetailPane key={id} id={id} withoutStory={wider.value} />}
      side={() => <DetailStory key={id} id={id} />}
    />
  )
}
