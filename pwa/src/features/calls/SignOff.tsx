import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { CallFormOpenDocument, SignOffCallDocument, type FormOfCallFragment } from './gql/graphql'
import { newId } from '../../api/ids'
import { act } from '../../api/request'
import { me } from '../../api/session'
import { useShown } from '../../api/shown'
import { Page } from '../../shell/Page'
import { useReturn } from '../../shell/trail'
import { wider } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { Dock } from '../../ui/Dock'
import { Empty } from '../../ui/Empty'
import { toast } from '../../ui/Toast'
import { useTask } from '../../ui/useTask'
import { t } from '../../words'
import { date } from '../../words/time'
import './calls.css'
import { CallStory } from './detail/CallPane'
import { StepSheet } from './detail/StepSheet'
import { InCalls } from './InCalls'
import { Changes } from './sign/Changes'
import { changes, readForm } from './sign/form'
import { Paper } from './sign/Paper'
import { characters, inFours } from './sign/seal'
import { Seal } from './sign/Seal'
import { useDigest } from './sign/useDigest'

/** /calls/:id/sign-off: the paper, what has changed since it was last signed, and the seal that signing would fix. */
export default function SignOff({ id }: { id: string }) {
  const shown = useShown(CallFormOpenDocument, { id }, { staleBy: (event) => event.call?.id === id })
  const call = shown.data.value?.call
  return (
    <InCalls id={id} {...(call?.toSign ? { side: () => <><SealBlock toSign={call.toSign!} /><CallStory id={id} /></> } : {})}>
      {call?.toSign ? <Signing key={id} call={call} toSign={call.toSign} reload={shown.reload} /> : (
        <Page title={t('sign.title')} bar={<Bar title={t('sign.title')} up={`/calls/${id}`} />}>
          {call && <Empty title={t('sign.nothing')} action={{ label: t('sign.seeCall'), href: `/calls/${id}` }}>{t('sign.nothingHint')}</Empty>}
        </Page>
      )}
    </InCalls>
  )
}

interface Props {
  call: FormOfCallFragment
  toSign: string
  reload: () => Promise<void>
}

function Signing({ call, toSign, reload }: Props) {
  const form = readForm(toSign)
  const since = call.lastSigned ? changes(readForm(call.lastSigned), form) : null
  const hash = useDigest(toSign)
  return (
    <Page title={t('sign.title')} docked bar={<Bar title={t('sign.title')} up={`/calls/${call.id}`} />} dock={<SignDock call={call} hash={hash} reload={reload} />}>
      {since && (since.length ? <Changes changes={since} /> : <p class="note unchanged">{t('sign.unchanged')}</p>)}
      <Paper form={form} photos={call.photos} />
      {!wider.value && <SealBlock toSign={toSign} />}
    </Page>
  )
}

/** The seal that signing would fix, computed here from the very text that is shown. */
function SealBlock({ toSign }: { toSign: string }) {
  const hash = useDigest(toSign)
  if (!hash) return null
  return (
    <section class="seal-block">
      <Seal characters={characters(hash)} waiting />
      <div class="grow">
        <h2>{t('seal.title')}</h2>
        <p class="small dim">{t('seal.explained')}</p>
      </div>
      <p class="hash">SHA-256 {inFours(hash)}</p>
    </section>
  )
}

/** Who signs, in which capacity; and the two ways on. */
function SignDock({ call, hash, reload }: { call: FormOfCallFragment; hash: string | null; reload: () => Promise<void> }) {
  const { route } = useLocation()
  const goBackTo = useReturn()
  const [back, setBack] = useState(false)
  const [id] = useState(newId) // pressed twice, signed once
  const task = useTask()
  const may = (step: string) => call.availableActions.find((one) => one.step === step)
  const refused = may('SIGN_OFF')?.allowed ? null : may('SIGN_OFF')?.reason
  const sign = () =>
    task.run(async () => {
      if (!hash) return
      try {
        await act(SignOffCallDocument, { input: { id, callId: call.id, expectedVersion: call.version }, hash })
      } catch (error) {
        void reload()
        throw error
      }
      toast(t('callDone.SIGN_OFF'))
      route(`/calls/${call.id}/form`, true)
    })
  return (
    <>
      <Dock note={<>{task.error && <p class="danger" role="alert">{task.error}</p>}{refused ?? capacity(call.code)}</>}>
        {may('SEND_TO_DRAFTER')?.allowed && <Button onClick={() => setBack(true)}>{t('callDo.SEND_TO_DRAFTER')}</Button>}
        <Button kind="primary" busy={task.busy} refused={!hash || refused !== null} onClick={sign}>{t('callDo.SIGN_OFF')}</Button>
      </Dock>
      {back && <StepSheet call={call} choice={{ step: 'SEND_TO_DRAFTER', part: null }} onClose={() => setBack(false)} onDone={() => goBackTo(`/calls/${call.id}`)} />}
    </>
  )
}

/** "韩立言，代行签批（受某某委托，12月31日止）": whoever stands in says so before signing. */
function capacity(code: string): string {
  const name = me.value?.person.name ?? ''
  const post = me.value?.posts.find((one) => one.role === 'STREET_HEAD' && code.startsWith(one.code))
  if (!post?.actingFor) return t('sign.own', { name })
  return t('sign.acting', { name, head: post.actingForName ?? '', until: post.actingUntil ? date(post.actingUntil) : '' })
}
