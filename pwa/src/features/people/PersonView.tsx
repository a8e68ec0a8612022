import { useState } from 'preact/hooks'
import { ManagedPersonDocument, SetPersonDisabledDocument } from './gql/graphql'
import { act } from '../../api/request'
import { may } from '../../api/session'
import { Page } from '../../shell/Page'
import { wide } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { Dock } from '../../ui/Dock'
import { Empty } from '../../ui/Empty'
import { Section } from '../../ui/Section'
import { toast } from '../../ui/Toast'
import { t } from '../../words'
import { Reveal } from '../snaps/detail/Reveal'
import { Confirm } from './Confirm'
import { ErasePerson } from './ErasePerson'
import { PostRows } from './PostRows'
import type { Person } from './posts'
import { useManaged } from './useManaged'

/** One person: what is known, which posts, what an administrator can do. */
export function PersonView({ id }: { id: string }) {
  const shown = useManaged(ManagedPersonDocument, { id })
  const person = shown.data.value?.person
  if (person) return <Known person={person} />
  return (
    <Page title={t('manage.people')} bar={<Bar title={t('manage.people')} up="/manage/people" root={wide.value} />}>
      {person === null && <Empty title={t('people.notFound')} action={{ label: t('manage.people'), href: '/manage/people' }} />}
      {!person && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
    </Page>
  )
}

function Known({ person }: { person: Person }) {
  const writes = may('people:write') && !person.erased
  const here = `/manage/people/${person.id}`
  return (
    <Page title={person.name} docked={writes} bar={<Bar title={person.name} up="/manage/people" root={wide.value} />}
      dock={writes && (
        <Dock>
          <Button href={`${here}/change`}>{t('people.change')}</Button>
          <Button kind="primary" icon="flag" href={`${here}/appoint`}>{t('people.appoint')}</Button>
        </Dock>
      )}>
      {person.disabled && <p class="banner">{t(person.erased ? 'people.erased' : 'people.disabled')}</p>}
      {!person.erased && <Facts person={person} />}
      <Section title={t('manage.posts')} count={person.posts.length}>
        {person.posts.length ? <PostRows posts={person.posts} of="person" /> : <Empty title={t('people.noPost')} {...(writes ? { action: { label: t('people.appoint'), href: `${here}/appoint` } } : {})} />}
      </Section>
      {writes && <Account person={person} />}
    </Page>
  )
}

function Facts({ person }: { person: Person }) {
  const [reveals, setReveals] = useState(false)
  return (
    <>
      <dl class="facts top">
        <dt>{t('people.phone')}</dt>
        <dd>
          {person.phone}
          {may('person:reveal') && <button type="button" class="link" aria-haspopup="dialog" onClick={() => setReveals(true)}>{t('people.reveal')}</button>}
        </dd>
        <dt>{t('people.language')}</dt><dd>{person.language === 'ZH' ? '中文' : 'English'}</dd>
        <dt>{t('people.password')}</dt><dd>{t(person.hasPassword ? 'people.passwordHas' : 'people.passwordNone')}</dd>
      </dl>
      <Reveal personId={person.id} title={t('people.revealTitle', { name: person.name })} open={reveals} onClose={() => setReveals(false)} />
    </>
  )
}

/** What is done to the account itself: closed and opened again, or erased for ever. */
function Account({ person }: { person: Person }) {
  const [asking, setAsking] = useState<'disable' | 'erase' | null>(null)
  const turn = person.disabled ? 'enable' : 'disable'
  const setDisabled = async (disabled: boolean) => {
    await act(SetPersonDisabledDocument, { id: person.id, disabled, expectedVersion: person.version })
    toast(t(disabled ? 'people.disabledDone' : 'people.enabledDone'))
  }
  return (
    <div class="wrap top">
      <Button kind="secondary" onClick={() => setAsking('disable')}>{t(`people.${turn}`)}</Button>
      <Button kind="destructive" onClick={() => setAsking('erase')}>{t('erase.open')}</Button>
      <ErasePerson person={person} open={asking === 'erase'} onClose={() => setAsking(null)} />
      <Confirm open={asking === 'disable'} title={t(`people.${turn}Ask`, { name: person.name })} hint={t(`people.${turn}Hint`)}
        submit={t(`people.${turn}`)} destructive={!person.disabled}
        onClose={() => setAsking(null)} run={() => setDisabled(!person.disabled)} />
    </div>
  )
}
