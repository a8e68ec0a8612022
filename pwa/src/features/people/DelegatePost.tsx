import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { DelegateDocument } from './gql/graphql'
import { newId } from '../../api/ids'
import { act } from '../../api/request'
import { Field } from '../../ui/Field'
import { toast } from '../../ui/Toast'
import { t } from '../../words'
import { PersonSearch } from './PersonSearch'
import { changed } from './useManaged'
import { Wizard, type Question } from './Wizard'

/** The district's clock, as `datetime-local` writes it; the phone may stand anywhere. */
const SHANGHAI = '+08:00'
const local = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16)
const iso = (typed: string): string => new Date(`${typed}:00${SHANGHAI}`).toISOString()
const WEEK = 7 * 24 * 3_600_000

/** An acting head: who stands in for a post, from when, until when. */
export function DelegatePost({ id: postId }: { id: string }) {
  const { route, query } = useLocation()
  const id = useMemo(() => newId(), [])
  const [who, setWho] = useState<{ id: string; name: string } | null>(null)
  const [from, setFrom] = useState(() => local(Date.now()))
  const [until, setUntil] = useState(() => local(Date.now() + WEEK))
  const questions: Question[] = [
    {
      fields: ['toPersonId'], ask: t('posts.delegateWho'), hint: t('posts.delegateHint'), missing: () => (who ? undefined : t('step.pickPerson')),
      body: (error) => <PersonSearch chosen={who} onChoose={setWho} error={error} />,
    },
    {
      fields: ['from', 'until'], ask: t('posts.delegateUntil'), missing: () => (from && until ? undefined : t('manage.required')),
      body: (error) => (
        <>
          <Field label={t('posts.delegateFrom')} type="datetime-local" value={from} onValue={setFrom} />
          <Field label={t('posts.delegateUntil')} type="datetime-local" value={until} onValue={setUntil} error={error} />
        </>
      ),
    },
  ]
  const run = async () => {
    if (!who) return
    await act(DelegateDocument, { input: { id, postId, toPersonId: who.id, from: iso(from), until: iso(until) } })
    toast(t('posts.delegated'))
    changed()
    route(`/manage/posts?code=${query.code ?? ''}`, true)
  }
  return <Wizard title={t('posts.delegate')} up="/manage/posts" questions={questions} submit={t('posts.delegateDo')} run={run} />
}
