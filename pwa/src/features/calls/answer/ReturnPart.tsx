import { useState } from 'preact/hooks'
import { ReturnPartDocument } from '../gql/graphql'
import { act } from '../../../api/request'
import { Area } from '../../../ui/Field'
import { t } from '../../../words'
import { ItemPicker, type Picked } from '../item/ItemPicker'
import { StepPage } from '../step/StepPage'
import { useStep, useStepWords, type PartStepProps } from '../step/useStep'

/** 不属本单位: why, and the item that says so. */
export function ReturnPart(props: PartStepProps) {
  const { call, choice, part } = props
  const [why, setWhy] = useStepWords(props)
  const [picked, setPicked] = useState<Picked | null>(null)
  const [missing, setMissing] = useState<string>()
  const sending = useStep(props, [why, picked?.item.id])
  const send = () => {
    const lack = !why.trim() ? t('step.wordsNeeded') : picked ? undefined : t('return.itemNeeded')
    setMissing(lack)
    if (!lack && picked) sending.send((id) => act(ReturnPartDocument, { input: { id, callId: call.id, assignmentId: part.id, words: why.trim() }, itemId: picked.item.id }))
  }
  return (
    <StepPage call={call} choice={choice} ask={t('return.ask')} sending={sending} missing={missing} note={t(part.returns > 0 ? 'return.noteSecond' : 'return.note')} onSend={send}>
      <div class="top"><Area label={t('step.reason')} hint={t('return.hint')} value={why} rows={3} maxLength={500} onValue={setWhy} /></div>
      <div class="top"><ItemPicker label={t('return.item')} picked={picked} snapIds={call.snaps.map((snap) => snap.id)} onPick={setPicked} /></div>
    </StepPage>
  )
}
