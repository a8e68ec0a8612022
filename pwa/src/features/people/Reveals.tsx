import { ManagedLooksDocument, OwnLooksDocument, type OwnLooksQuery } from './gql/graphql'
import { request } from '../../api/request'
import { Page } from '../../shell/Page'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Row, Rows } from '../../ui/Row'
import { useTask } from '../../ui/useTask'
import { t } from '../../words'
import { when } from '../../words/time'
import { ListPage } from './ListPage'
import { useManaged } from './useManaged'

type Look = OwnLooksQuery['looks']['nodes'][number]

const PAGE = 50

/** "街呼专员，智远街道办事处": what whoever looked is today. */
const postOf = ({ byPosts: [post] }: Look): string | undefined => post && `${t(`role.${post.role}`)}，${post.unit.name}`

/** One look: who and when, the reason in the words of whoever looked. */
const LookRow = ({ look, title }: { look: Look; title: string }) => (
  <Row title={title} end={<span class="faint small">{when(look.at)}</span>}
    meta={<><span class="serif">“{look.reason}”</span>{postOf(look) && <><br />{postOf(look)}</>}</>} />
)

interface Props {
  document: typeof OwnLooksDocument | typeof ManagedLooksDocument
  label: string
  titleOf: (look: Look) => string
}

function Looks({ document, label, titleOf }: Props) {
  const shown = useManaged(document, { first: PAGE, after: null })
  const task = useTask()
  const looks = shown.data.value?.looks
  if (!looks) return shown.problem.value ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : null
  if (!looks.nodes.length) return <Empty title={t('reveals.none')}>{t('reveals.noneHint')}</Empty>
  const older = () =>
    task.run(async () => {
      const next = await request(document, { first: PAGE, after: looks.pageInfo.endCursor })
      shown.change({ looks: { ...next.looks, nodes: [...looks.nodes, ...next.looks.nodes] } })
    })
  return (
    <>
      <Rows label={label}>{looks.nodes.map((look) => <li key={look.id}><LookRow look={look} title={titleOf(look)} /></li>)}</Rows>
      {looks.pageInfo.hasNextPage && <div class="list-end"><Button busy={task.busy} onClick={older}>{t('list.more')}</Button></div>}
    </>
  )
}

/** /manage/reveals: who looked at whose number. */
export const ManagedReveals = () => (
  <ListPage title="manage.reveals">
    <Looks document={ManagedLooksDocument} label={t('manage.reveals')} titleOf={(look) => t('reveals.line', { by: look.byName, name: look.personName })} />
  </ListPage>
)

/** /me/reveals: who looked at my number. */
export default function OwnReveals() {
  return (
    <Page title={t('reveals.mine')} bar={<Bar title={t('reveals.mine')} up="/me" />}>
      <p class="dim">{t('reveals.mineHint')}</p>
      <div class="top"><Looks document={OwnLooksDocument} label={t('reveals.mine')} titleOf={(look) => look.byName} /></div>
    </Page>
  )
}
