import type { WishOpenQuery } from '../gql/graphql'
import type { Shown } from '../../../api/shown'
import { Page } from '../../../shell/Page'
import { wider } from '../../../shell/wide'
import { Bar } from '../../../ui/Bar'
import { Empty } from '../../../ui/Empty'
import { Icon } from '../../../ui/Icon'
import { Phrases } from '../../../ui/Phrases'
import { t } from '../../../words'
import { ago } from '../../../words/time'
import '../../snaps/detail/detail.css'
import { Photos } from '../../snaps/detail/Photos'
import { wishHead } from '../heads'
import type { WishFull } from '../steps'
import '../wishes.css'
import { Actions, useActions, type ActionsOf } from './Actions'
import { Claim } from './Claim'
import { Contact } from './Contact'
import { Facts, Notices, Thanks } from './Facts'
import { Looks, Private } from './Private'
import { Story } from './Story'
import { useWish } from './useWish'

/** Whose wish, its words, the facts, what is hidden and why, who fulfils it, what happened; actions at the thumb. */
export function WishPane({ id }: { id: string }) {
  const shown = useWish(id)
  const wish = shown.data.value?.wish
  if (wish) return <Known wish={wish} shown={shown} />
  const title = wishHead(id)?.value.words || t('wishes.title')
  const gone = shown.data.value?.wish === null
  return (
    <Page title={title} bar={<Bar title={t('wish.title')} up="/wishes" />}>
      {gone && <Empty title={t('wish.gone')} action={{ label: t('wish.toWall'), href: '/wishes' }}>{t('wish.goneHint')}</Empty>}
      {!gone && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
    </Page>
  )
}

/** "一位老人的心愿，网格员代发" */
const whose = ({ who, onBehalf, status }: WishFull): string =>
  [t(onBehalf ? 'wish.onBehalf' : 'wish.of', { who: t(`wishWho.${who}`) }), t(`wishStatus.${status}`)].join(' · ')

const UNREAD = new Set<WishFull['status']>(['TO_REVIEW', 'SENT_BACK'])

/** Before it is published, whoever may read what was written reads that, and not what a machine has hidden of it. */
const saidOf = ({ status, words, private: inner }: WishFull): string => (UNREAD.has(status) && inner?.originalWords) || words

function Known({ wish, shown }: { wish: WishFull; shown: Shown<WishOpenQuery> }) {
  const actions = useActions(wish, shown.reload)
  const said = saidOf(wish)
  return (
    <Page title={said} docked={actions.docked} bar={<WishBar actions={actions} />} dock={<Actions actions={actions} />}>
      <p class="small dim wish-whose">{whose(wish)}</p>
      <h1 class="quote wish-words" tabIndex={-1}><Phrases text={said} /></h1>
      {shown.problem.value && shown.at.value && <p class="note">{t('ui.shownAt', { age: ago(shown.at.value) })}</p>}
      <Thanks wish={wish} />
      {wish.photos.length > 0 && <Photos photos={wish.photos} title={said} />}
      <Facts wish={wish} />
      <Contact wish={wish} />
      <Claim wish={wish} />
      <Notices wish={wish} />
      <Private wish={wish} said={said} />
      <Looks wish={wish} />
      {!wider.value && <StorySection wish={wish} />}
      {!actions.docked && <p class="wish-onward"><a class="link" href="/wishes?tab=open"><span>{t('wishes.seeOpen')}</span><Icon name="forward" small /></a></p>}
    </Page>
  )
}

const StorySection = ({ wish }: { wish: WishFull }) => (
  <section>
    <h2 class="detail-h2">{t('wish.story')}</h2>
    <Story wish={wish} />
  </section>
)

/** The third pane of a wide desk: what happened. */
export function WishSide({ id }: { id: string }) {
  const wish = useWish(id).data.value?.wish
  return wish ? <StorySection wish={wish} /> : null
}

const WishBar = ({ actions }: { actions: ActionsOf }) => (
  <div class="bar call-bar">
    <button class="ib narrow" type="button" aria-label={t('ui.back')} onClick={() => (history.length > 1 ? history.back() : location.assign('/wishes'))}>
      <Icon name="back" />
    </button>
    <span class="t" />
    {actions.offered.more.length > 0 && <button class="ib" type="button" aria-label={t('ui.more')} aria-haspopup="dialog" onClick={actions.openMore}><Icon name="more" /></button>}
  </div>
)
