import { useState } from 'preact/hooks'
import { CategoryLimitsDocument } from '../../../api/gql/graphql'
import { may } from '../../../api/session'
import { wide } from '../../../shell/wide'
import { useShown } from '../../../api/shown'
import { wholeWhere } from '../../../api/where'
import { t } from '../../../words'
import { span } from '../../../words/time'
import { Reveal } from './Reveal'
import type { SnapFull } from './story'

const never = () => false

/** Where, what, by whom, by when: plain lines. */
export function Facts({ snap }: { snap: SnapFull }) {
  return (
    <dl class="facts detail-facts">
      <Fact name={t('detail.place')}>{wholeWhere(snap) || t('detail.noCell')}<OnMap snap={snap} /></Fact>
      <Fact name={t('detail.category')}>{t(`category.${snap.category}`)}<Limit snap={snap} /></Fact>
      <Fact name={t('detail.reporter')}><Reporter snap={snap} /></Fact>
      {snap.assignee && <Fact name={t('detail.assignee')}>{t('detail.assigneeOf', snap.assignee)}</Fact>}
      {snap.reopened > 0 && <Fact name={t('list.state')}>{t('detail.reopened', { n: snap.reopened })}</Fact>}
    </dl>
  )
}

/** A desk has the map beside the facts. */
const OnMap = ({ snap }: { snap: SnapFull }) => (wide.value || snap.lon === null ? null : <> <a class="link in-line" href={`/map?snap=${snap.id}`}>{t('detail.map')}</a></>)

const Fact = ({ name, children }: { name: string; children: preact.ComponentChildren }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

/** The limit that applies, and that it is provisional where no rule sets it. */
function Limit({ snap }: { snap: SnapFull }) {
  const limits = useShown(CategoryLimitsDocument, {}, { staleBy: never })
  const limit = limits.data.value?.snapCategories.find((one) => one.category === snap.category)
  if (!limit) return null
  return (
    <span class="small dim">
      {' · '}{t('detail.limit', { span: span(limit.limitMinutes * 60_000) })}
      {limit.assumed && <> <span class="tag">{t('detail.limitAssumed')}</span></>}
    </span>
  )
}

function Reporter({ snap }: { snap: SnapFull }) {
  const [asking, setAsking] = useState(false)
  if (snap.mine) return <>{t('detail.reporterMe')}</>
  const { reporter } = snap
  if (!reporter) return <>{t('detail.reporterHidden')}</>
  const revealable = may('person:reveal')
  return (
    <>
      {t('detail.reporterOf', reporter)}
      {revealable && <button type="button" class="link" aria-haspopup="dialog" onClick={() => setAsking(true)}>{t('detail.reveal')}</button>}
      {revealable && <Reveal personId={reporter.personId} open={asking} onClose={() => setAsking(false)} />}
    </>
  )
}
