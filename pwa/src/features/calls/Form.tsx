import { useState } from 'preact/hooks'
import { CallFormOpenDocument, type FormOfCallFragment } from './gql/graphql'
import { useShown } from '../../api/shown'
import { Page } from '../../shell/Page'
import { wider } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { Button, IconButton } from '../../ui/Button'
import { Dock } from '../../ui/Dock'
import { Empty } from '../../ui/Empty'
import { Lamp } from '../../ui/Lamp'
import { Sheet } from '../../ui/Sheet'
import { t } from '../../words'
import { clock, date } from '../../words/time'
import './calls.css'
import { CallStory } from './detail/CallPane'
import { InCalls } from './InCalls'
import { readForm } from './sign/form'
import { Paper } from './sign/Paper'
import { characters, inFours } from './sign/seal'
import { Seal } from './sign/Seal'
import { useDigest } from './sign/useDigest'

type Signed = NonNullable<FormOfCallFragment['form']>

/** /calls/:id/form: the signed paper, and whether it is still what was signed. */
export default function Form({ id }: { id: string }) {
  const call = useShown(CallFormOpenDocument, { id }, { staleBy: (event) => event.call?.id === id }).data.value?.call
  return (
    <InCalls id={id} {...(call?.form ? { side: () => <><Verdict signed={call.form!} /><CallStory id={id} /></> } : {})}>
      {call?.form ? <Known call={call} signed={call.form} /> : (
        <Page title={t('form.screen')} bar={<Bar title={t('form.screen')} up={`/calls/${id}`} />}>
          {call && <Empty title={t('form.unsigned')} action={{ label: t('sign.seeCall'), href: `/calls/${id}` }}>{t('form.unsignedHint')}</Empty>}
        </Page>
      )}
    </InCalls>
  )
}

function Known({ call, signed }: { call: FormOfCallFragment; signed: Signed }) {
  const [reading, setReading] = useState(false)
  const hash = useDigest(signed.content)
  const doubtful = hash !== null && !agrees(signed, hash)
  const title = call.number ? t('form.numbered', { number: call.number }) : t('form.screen')
  return (
    <Page title={title} docked
      bar={<Bar title={title} up={`/calls/${call.id}`}><IconButton icon="print" label={t('form.print')} onClick={() => print()} /></Bar>}
      dock={(
        <Dock>
          <Button icon="phone" onClick={() => setReading(true)}>{t('seal.readOut')}</Button>
          <Button kind="primary" href={`/calls/${call.id}`}>{t('form.progress')}</Button>
        </Dock>
      )}>
      {doubtful && <Verdict signed={signed} />}
      <Paper form={readForm(signed.content)} photos={call.photos} number={call.number}>
        <div class="signature">
          <div class="grow">
            <p class="small dim">{t('call.signed')}</p>
            <p class="serif name">{signed.signedBy}{signed.acting && <span class="small dim"> {t('form.acting')}</span>}</p>
            <p class="small dim">{signed.post}</p>
            <p class="small dim">{date(signed.signedAt)} {clock(signed.signedAt)}</p>
          </div>
          <Seal characters={signed.seal} />
        </div>
      </Paper>
      {!doubtful && !wider.value && <Verdict signed={signed} />}
      <Sheet open={reading} title={t('seal.readOut')} onClose={() => setReading(false)}><ReadOut characters={hash ? characters(hash) : ''} /></Sheet>
    </Page>
  )
}

/** Whether hash and seal are those of the very text that is shown. */
const agrees = (signed: Signed, hash: string): boolean => hash === signed.hash && characters(hash) === signed.seal

/** Recomputed here from the very text that is shown, and compared with what was signed. */
function Verdict({ signed }: { signed: Signed }) {
  const hash = useDigest(signed.content)
  if (!hash) return null
  const same = agrees(signed, hash)
  return (
    <section class="verdict" role={same ? 'status' : 'alert'}>
      <p><Lamp lamp={same ? 'GREEN' : 'RED'}>{t(same ? 'seal.same' : 'seal.different')}</Lamp></p>
      <p class={same ? 'small dim' : 'danger'}>{t(same ? 'seal.sameHint' : 'seal.differentHint', { characters: characters(hash) })}</p>
      <p class="hash">SHA-256<br />{inFours(hash)}</p>
      {!same && <p class="hash">{t('seal.signedHash')}<br />{inFours(signed.hash)}</p>}
    </section>
  )
}

const ORDER = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Large and numbered, in the order in which one reads them out. */
const ReadOut = ({ characters: all }: { characters: string }) => (
  <>
    <p class="small dim">{t('seal.readOutHint')}</p>
    <ol class="read-out" lang="zh-CN">{ORDER.map((n) => <li key={n}><span class="cap faint" aria-hidden="true">{n}</span><span class="serif">{all[n - 1]}</span></li>)}</ol>
  </>
)
