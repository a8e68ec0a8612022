import { useLocation } from 'preact-iso'
import { ManagedPostsDocument } from './gql/graphql'
import { may } from '../../api/session'
import { Empty } from '../../ui/Empty'
import { Section } from '../../ui/Section'
import { t } from '../../words'
import { ListPage } from './ListPage'
import { PlacePicker } from './PlacePicker'
import { PostRows } from './PostRows'
import type { Post } from './posts'
import { myRoot, useManaged } from './useManaged'

/** Posts inside a place, by unit. */
export function Posts() {
  const { query, route } = useLocation()
  const code = query.code || myRoot()
  const shown = useManaged(ManagedPostsDocument, { code })
  const posts = shown.data.value?.posts
  return (
    <ListPage title="manage.posts">
      <div class="stack top"><PlacePicker code={code} onCode={(next) => route(`/manage/posts?code=${next}`, true)} /></div>
      {posts?.length === 0 && (
        <Empty title={t('posts.none')} {...(may('people:write') ? { action: { label: t('posts.toPeople'), href: '/manage/people' } } : {})}>{t('posts.noneHint')}</Empty>
      )}
      {!posts && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
      <div class="by-unit">
        {byUnit(posts ?? []).map(([name, inside]) => (
          <Section key={name} title={name} count={inside.length}><PostRows posts={inside} of="unit" /></Section>
        ))}
      </div>
    </ListPage>
  )
}

function byUnit(posts: readonly Post[]): [string, Post[]][] {
  const found = new Map<string, Post[]>()
  for (const post of posts) found.set(post.unit.name, [...(found.get(post.unit.name) ?? []), post])
  return [...found]
}
