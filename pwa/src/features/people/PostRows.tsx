import { useState } from 'preact/hooks'
import { EndDelegationDocument, EndPostDocument } from './gql/graphql'
import { act } from '../../api/request'
import { may, me } from '../../api/session'
import { Button } from '../../ui/Button'
import { Rows } from '../../ui/Row'
import { Sheet } from '../../ui/Sheet'
import { toast } from '../../ui/Toast'
import { t } from '../../words'
import { Confirm } from './Confirm'
import { termLine, type Post } from './posts'

interface Props {
  posts: readonly Post[]
  /** whose list it is: the other half of each post is named */
  of: 'person' | 'unit' | 'place'
}

type Asking = 'what' | 'end' | 'acting'

/** Posts as rows; a press offers what can be done with one. */
export function PostRows({ posts, of }: Props) {
  const [chosen, setChosen] = useState<Post | null>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const done = () => { setAsking(null); setChosen(null) }
  const touch = (post: Post) => { setChosen(post); setAsking('what') }
  return (
    <>
      <Rows label={t('manage.posts')}>
        {posts.map((post) => (
          <li key={post.id + post.personId}>
            <button type="button" class="row" aria-haspopup="dialog" onClick={() => touch(post)} disabled={!touchable(post)}>
              <span class="grow">
                <span class="t">{of === 'person' ? t(`role.${post.role}`) : post.personName}</span>
                <span class="m">{[of === 'person' ? post.placeName : `${t(`role.${post.role}`)} · ${post.placeName}`, of === 'unit' ? null : post.unit.name].filter(Boolean).join(' · ')}</span>
                <span class="m">{termLine(post)}</span>
              </span>
              {post.actingFor && <span class="end"><span class="tag">{t('posts.actingTag')}</span></span>}
            </button>
          </li>
        ))}
      </Rows>
      <Sheet open={asking === 'what' && chosen !== null} title={chosen ? `${chosen.personName}，${t(`role.${chosen.role}`)}` : ''} onClose={() => setAsking((now) => (now === 'what' ? null : now))}>
        {chosen && <What post={chosen} ask={setAsking} />}
      </Sheet>
      {chosen && (
        <>
          <Confirm open={asking === 'end'} title={t('posts.endAsk')} hint={t('posts.endHint')} submit={t('posts.end')} destructive withDay onClose={done}
            run={async (on) => { await act(EndPostDocument, { id: chosen.id, on }); toast(t('posts.ended')) }} />
          <Confirm open={asking === 'acting'} title={t('posts.endActingAsk')} hint={t('posts.endActingHint')} submit={t('posts.endActing')} destructive onClose={done}
            run={async () => { await act(EndDelegationDocument, { id: chosen.id }); toast(t('posts.actingEnded')) }} />
        </>
      )}
    </>
  )
}

const delegates = (post: Post): boolean => may('post:delegate') || post.personId === me.value?.person.id
const touchable = (post: Post): boolean => may('people:write') || delegates(post)

function What({ post, ask }: { post: Post; ask: (asking: Asking) => void }) {
  return (
    <div class="stack">
      <p class="dim">{post.unit.name} · {post.placeName}<br />{termLine(post)}</p>
      {post.actingFor ? <Button kind="destructive" onClick={() => ask('acting')}>{t('posts.endActing')}</Button> : (
        <>
          {delegates(post) && <Button kind="primary" href={`/manage/posts/${post.id}/delegate?code=${post.code}`}>{t('posts.delegate')}</Button>}
          {may('people:write') && !post.endsOn && <Button kind="destructive" onClick={() => ask('end')}>{t('posts.end')}</Button>}
        </>
      )}
    </div>
  )
}
