import type { ComponentChildren } from 'preact'
import type { SnapScope, TodaySnapsQuery } from '../../api/gql/graphql'
import type { Shown } from '../../api/shown'
import { Rows } from '../../ui/Row'
import { Section } from '../../ui/Section'
import { t } from '../../words'
import { useHeld, type Held } from './held'
import { SnapRow } from './SnapRow'

interface Props {
  title: string
  scope: SnapScope
  shown: Shown<TodaySnapsQuery>
  /** the whole number, when the server counted it */
  count?: number | undefined
  aside?: ComponentChildren
  /** where a row leads */
  hrefOf: (id: string) => string
  selected?: string | undefined
  showStatus?: boolean
  /** stands above the rows */
  lead?: ComponentChildren
  /** false: what stands above is not known yet, so the rows wait */
  ready?: boolean
  /** null: what stands above says enough */
  empty: ComponentChildren
}

/** Three quiet lines where rows will be, for the blink before the first answer. */
const Ghosts = () => (
  <ul class="rows" aria-hidden="true">
    {[14, 10, 12].map((width) => (
      <li key={width}><div class="row"><span class="ghost" style={{ width: `${width}rem`, maxWidth: '70%' }}>·</span></div></li>
    ))}
  </ul>
)

/** A list of snaps under a heading that keeps still while it lives. */
export function SnapSection({ title, scope, shown, count, aside, lead, ready = true, empty, ...rows }: Props) {
  const nodes = shown.data.value?.snaps.nodes
  const held = useHeld(nodes?.map((snap) => snap.id) ?? [], shown.kept.value)
  const more = shown.data.value?.snaps.pageInfo.hasNextPage
  const number = count ?? (more ? undefined : nodes?.length)
  const answered = ready && Boolean(nodes ?? shown.problem.value)
  return (
    <Section title={title} count={number || undefined} aside={aside}
      {...(more ? { more: { label: t('ui.all'), href: `/snaps?scope=${scope}` } } : {})}>
      {lead}
      {held.fresh > 0 && <button class="fresh" type="button" onClick={held.settle}>{t('ui.newRows', { n: held.fresh })}</button>}
      {answered ? <HeldRows title={title} held={held} empty={empty} needsMe={scope === 'NEEDS_ME'} {...rows} /> : <Ghosts />}
    </Section>
  )
}

type HeldProps = Pick<Props, 'title' | 'hrefOf' | 'selected' | 'showStatus' | 'empty'> & { held: Held; needsMe: boolean }

function HeldRows({ title, held, hrefOf, selected, showStatus = false, needsMe, empty }: HeldProps) {
  if (held.ids.length === 0) return <>{empty}</>
  return (
    <Rows label={title}>
      {held.ids.map((id) => (
        <li key={id}>
          <SnapRow id={id} href={hrefOf(id)} selected={id === selected} gone={held.gone.has(id)} showStatus={showStatus} needsMe={needsMe} />
        </li>
      ))}
    </Rows>
  )
}
