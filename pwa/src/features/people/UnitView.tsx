import { useState } from 'preact/hooks'
import { DissolveUnitDocument, ManagedPostsDocument, ManagedUnitsDocument, type UnitPartsFragment } from './gql/graphql'
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
import { date } from '../../words/time'
import { Confirm } from './Confirm'
import { PostRows } from './PostRows'
import { useManaged } from './useManaged'

/** One unit and who holds posts there. */
export function UnitView({ id }: { id: string }) {
  const unit = useManaged(ManagedUnitsDocument, {}).data.value?.units.find((one) => one.id === id)
  return unit ? <Known unit={unit} /> : <Page title={t('manage.units')} bar={<Bar title={t('manage.units')} up="/manage/units" root={wide.value} />}>{null}</Page>
}

function Known({ unit }: { unit: UnitPartsFragment }) {
  const [dissolving, setDissolving] = useState(false)
  const inside = useManaged(ManagedPostsDocument, { code: unit.code })
  const posts = (inside.data.value?.posts ?? []).filter((post) => post.unit.id === unit.id)
  const changes = may('people:write') && !unit.dissolvedOn
  return (
    <Page title={unit.name} docked={changes} bar={<Bar title={unit.name} up="/manage/units" root={wide.value} />}
      dock={changes && (
        <Dock>
          <Button kind="destructive" onClick={() => setDissolving(true)}>{t('units.dissolve')}</Button>
          <Button kind="primary" href={`/manage/units/${unit.id}/change`}>{t('units.change')}</Button>
        </Dock>
      )}>
      {unit.dissolvedOn && <p class="banner">{t('units.dissolved', { date: date(unit.dissolvedOn) })}</p>}
      <dl class="facts top">
        <dt>{t('units.kind')}</dt><dd>{t(`unitKind.${unit.kind}`)}</dd>
        <dt>{t('units.code')}</dt><dd>{unit.code}</dd>
      </dl>
      <Section title={t('units.people')} count={posts.length}>
        {posts.length ? <PostRows posts={posts} of="unit" /> : <Empty title={t('posts.none')} {...(changes ? { action: { label: t('posts.toPeople'), href: '/manage/people' } } : {})}>{t('posts.noneHint')}</Empty>}
      </Section>
      <Confirm open={dissolving} title={t('units.dissolveAsk', { name: unit.name })} hint={t('units.dissolveHint')} submit={t('units.dissolve')} destructive withDay
        onClose={() => setDissolving(false)}
        run={async (on) => { await act(DissolveUnitDocument, { id: unit.id, on, expectedVersion: unit.version }); toast(t('units.dissolvedDone')) }} />
    </Page>
  )
}
