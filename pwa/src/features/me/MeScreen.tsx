import { me, settings, signedIn, type Me } from '../../api/session'
import { Bell } from '../../shell/Bell'
import { manages } from '../../shell/Navigation'
import { Page } from '../../shell/Page'
import { unsent } from '../../offline/outbox'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Row, Rows } from '../../ui/Row'
import { Section } from '../../ui/Section'
import { t } from '../../words'
import { date } from '../../words/time'
import { hasOffice, keeps } from '../points/rights'
import { Display } from './Display'
import { Password } from './Password'
import { PushSwitch } from './PushSwitch'
import { Sessions } from './Sessions'
import { SignOut } from './SignOut'

type Post = Me['posts'][number]

/** "网格员", and under it where, for whom and until when. */
function postLine(post: Post): string {
  const acting = post.actingFor && post.actingUntil && t('me.acting', { name: post.actingForName ?? '', until: date(post.actingUntil) })
  const until = !acting && post.endsOn && t('me.until', { date: date(post.endsOn) })
  return [post.placeName, post.unit.name, acting, until].filter(Boolean).join(' · ')
}

function Posts({ posts }: { posts: Post[] }) {
  if (posts.length === 0) return null
  return (
    <Section title={t('me.posts')}>
      <Rows label={t('me.posts')}>
        {posts.map((post) => <li key={post.id}><Row icon="flag" title={t(`role.${post.role}`)} meta={postLine(post)} /></li>)}
      </Rows>
    </Section>
  )
}

function Things() {
  return (
    <Section title={t('me.things')}>
      <Rows label={t('me.things')}>
        <li><Row href="/snaps?scope=MINE" icon="camera" title={t('me.mySnaps')} chevron /></li>
        <li><Row href="/outbox" icon="send" on={unsent.value > 0} title={t('me.outbox')} chevron
          meta={unsent.value > 0 ? t('me.outboxSome', { n: unsent.value }) : t('me.outboxNone')} /></li>
        <li><Row href="/bank" icon="gift" title={t('me.bank')} meta={t('me.bankHint')} chevron /></li>
        <li><Row href="/activities" icon="people" title={t('me.activities')} meta={t('me.activitiesHint')} chevron /></li>
        {signedIn.value && keeps() && <li><Row href="/bank/counter" icon="scan" title={t('me.counter')} meta={t('me.counterHint')} chevron /></li>}
        {signedIn.value && hasOffice() && <li><Row href="/bank/street" icon="bank" title={t('me.office')} meta={t('me.officeHint')} chevron /></li>}
        {signedIn.value && <li><Row href="/me/reveals" icon="phone" title={t('me.reveals')} meta={t('me.revealsHint')} chevron /></li>}
        <li><Row href="/list" icon="list" title={t('duty.title')} meta={t('duty.titleHint')} chevron /></li>
        {signedIn.value && manages() && <li><Row href="/manage" icon="gear" title={t('me.manage')} meta={t('me.manageHint')} chevron /></li>}
      </Rows>
    </Section>
  )
}

function Head() {
  const person = me.value?.person
  return (
    <header class="head">
      <div class="line"><h1 class="grow">{person?.name ?? t('me.title')}</h1><Bell /></div>
      {person && <p class="where"><span>{person.phone}</span><span>{me.value?.homeName}</span></p>}
    </header>
  )
}

/** Who I am here, how I like to see it, where I am signed in. */
export default function MeScreen() {
  const person = me.value
  return (
    <Page title={t('me.title')} tabbed>
      <Head />
      {!person && (
        <Empty title={t('me.signedOut')}>
          <p>{t('me.signedOutHint')}</p>
          <div class="top"><Button kind="primary" href="/signin?next=/me">{t('shell.signIn')}</Button></div>
        </Empty>
      )}
      <div class="split">
        <div>
          <Things />
          {person && <Posts posts={person.posts} />}
          <Display />
        </div>
        <div>
          {person && <PushSwitch />}
          {person && <Sessions sessions={person.sessions} />}
          {person && <Password has={person.person.hasPassword} />}
          {person && <SignOut />}
        </div>
      </div>
      <p class="cap faint top">{t('me.about', { version: settings.value?.version ?? '' })}</p>
    </Page>
  )
}
