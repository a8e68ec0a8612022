import { useState } from 'preact/hooks'
import { ReopenCallDocument } from '../gql/graphql'
import { act } from '../../../api/request'
import { Area } from '../../../ui/Field'
import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'
import { cardOf, shortUnit } from '../detail/parties'
import { StepPage } from '../step/StepPage'
import { useStep, useStepWords, type StepProps } from '../step/useStep'

/** 重新办理: it was not solved after all; which parts, and why. */
export function Reopen(props: StepProps) {
  const { call, choice } = props
  const parts = call.assignments.filter((part) => part.status === 'DONE')
  const [chosen, setChosen] = useState<string[]>(parts.length === 1 ? [parts[0]!.id] : [])
  const [why, setWhy] = useStepWords(props)
  const [missing, setMissing] = useState<string>()
  const sending = useStep(props, [chosen, why])
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const send = () => {
    const lack = parts.length > 0 && !chosen.length ? t('reopen.none') : why.trim() ? undefined : t('step.wordsNeeded')
    setMissing(lack)
    if (!lack) sending.send((id) => act(ReopenCallDocument, { input: { id, callId: call.id, expectedVersion: call.version, words: why.trim() }, assignmentIds: chosen }))
  }
  return (
    <StepPage call={call} choice={choice} ask={t(parts.length ? 'reopen.ask' : 'reopen.why')} sending={sending} missing={missing} note={t(parts.length ? 'reopen.note' : 'reopen.aloneNote')} {...(chosen.length ? { label: t('reopen.do', { n: chosen.length }) } : {})} onSend={send}>
      <ul class="rows top">
        {parts.map((part) => (
          <li key={part.id}>
            <label class="row mid unit-row">
              <input class="vh" type="checkbox" checked={chosen.includes(part.id)} onChange={() => toggle(part.id)} />
              <span class={chosen.includes(part.id) ? 'check on' : 'check'}><Icon name="check" /></span>
              <span class="grow"><span class="t">{shortUnit(part.unitName)}</span><span class="m">{cardOf(part, call).facts.join(' · ')}</span></span>
            </label>
          </li>
        ))}
      </ul>
      <div class="top"><Area label={t(parts.length ? 'reopen.why' : 'step.reason')} value={why} rows={3} maxLength={500} onValue={setWhy} /></div>
    </StepPage>
  )
}
