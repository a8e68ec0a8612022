import { useState } from 'preact/hooks'
import { deliver } from '../../../offline/deliver'
import { Area } from '../../../ui/Field'
import { t } from '../../../words'
import { StepPhotos } from '../../snaps/detail/StepPhotos'
import { shortUnit } from '../detail/parties'
import { StepPage } from '../step/StepPage'
import { useStep, useStepPhotos, useStepWords, type PartStepProps } from '../step/useStep'
import { itemOf } from './item'

/** 办结反馈: what was done, in words and photos; works with the network gone. */
export function Completion(props: PartStepProps) {
  const { call, choice, part } = props
  const [words, setWords] = useStepWords(props)
  const [photos, setPhotos] = useStepPhotos(props)
  const [making, setMaking] = useState(false)
  const [missing, setMissing] = useState<string>()
  const sending = useStep(props, [words, photos.map((photo) => photo.id)])
  const proof = call.item?.needsProof ?? false
  const send = () => {
    const lack = !words.trim() ? t('step.wordsNeeded') : proof && !photos.length ? t('completion.proofNeeded') : undefined
    setMissing(lack)
    if (lack) return
    sending.send((id) => deliver(itemOf('reportCompletion', call, choice, { id, words: words.trim(), photos })))
  }
  const again = part.status === 'REWORK' ? call.entries.findLast((entry) => entry.step === 'SEND_FOR_REWORK' && entry.assignmentId === part.id) : undefined
  return (
    <StepPage call={call} choice={choice} ask={t('completion.ask', { unit: shortUnit(part.unitName) })} sending={{ ...sending, busy: sending.busy || making }} missing={missing} note={t('completion.note')} onSend={send}>
      {again && <p class="aside top">{t('completion.rework')}<span class="told serif">{t('story.quote', { words: again.words })}</span></p>}
      <div class="top"><Area label={t('completion.words')} hint={t('completion.hint')} value={words} rows={4} maxLength={500} onValue={setWords} /></div>
      <div class="top stack">
        <p><b>{t('call.photos')}</b><span class="small dim"> {t(proof ? 'completion.proof' : 'completion.noProof')}</span></p>
        <StepPhotos photos={photos} onPhotos={setPhotos} onBusy={setMaking} />
      </div>
    </StepPage>
  )
}
