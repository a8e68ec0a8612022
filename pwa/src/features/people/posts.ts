import type { PersonPartsFragment, PostPartsFragment } from './gql/graphql'
import { t } from '../../words'
import { date } from '../../words/time'

export type Person = PersonPartsFragment
export type Post = PostPartsFragment

/** What somebody is, in one line for a list. */
export function postLine(posts: readonly Post[]): string {
  const [first, ...more] = posts
  if (!first) return t('people.noPost')
  const line = `${t(`role.${first.role}`)} · ${first.placeName}`
  return more.length ? `${line} +${more.length}` : line
}

/** Since when, until when, and for whom by delegation. */
export function termLine(post: Post): string {
  const parts = [
    post.actingFor && post.actingForName ? t('posts.for', { name: post.actingForName }) : null,
    post.actingUntil ? t('posts.acting', { until: date(post.actingUntil) }) : t('posts.since', { date: date(post.startsOn) }),
    post.endsOn ? t('posts.until', { date: date(post.endsOn) }) : null,
  ]
  return parts.filter(Boolean).join(' · ')
}
