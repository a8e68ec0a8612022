import { EndSessionDocument } from './gql/graphql'
import { act } from '../../api/request'
import { refreshSession, type Me } from '../../api/session'
import { Button } from '../../ui/Button'
import { Row, Rows } from '../../ui/Row'
import { Section } from '../../ui/Section'
import { toast } from '../../ui/Toast'
import { useTask } from '../../ui/useTask'
import { t } from '../../words'
import { when } from '../../words/time'

/** Where the person is signed in; every other device can be signed out from here. */
export function Sessions({ sessions }: { sessions: Me['sessions'] }) {
  const task = useTask()
  const end = (id: string) =>
    task.run(async () => {
      await act(EndSessionDocument, { id })
      await refreshSession()
      toast(t('me.ended'))
    })
  return (
    <Section title={t('me.sessions')} count={sessions.length}>
      {task.error && <p class="small danger" role="alert">{task.error}</p>}
      <Rows label={t('me.sessions')}>
        {sessions.map((session) => (
          <li key={session.id} class="with-act">
            <Row icon="device" on={session.current} title={session.device}
              meta={session.current ? t('me.thisDevice') : t('me.seen', { when: when(session.seenAt) })} />
            {!session.current && <Button compact kind="secondary" busy={task.busy} onClick={() => end(session.id)}>{t('me.end')}</Button>}
          </li>
        ))}
      </Rows>
    </Section>
  )
}
