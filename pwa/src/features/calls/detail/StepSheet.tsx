import { useMemo, useState } from 'preact/hooks'
import { newId } from '../../../api/ids'
import { settings } from '../../../api/session'
import { useKeptWords } from '../../../offline/stepWords'
import { Button } from '../../../ui/Button'
import { Area } from '../../../ui/Field'
import { Sheet } from '../../../ui/Sheet'
import { toast } from '../../../ui/Toast'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { FORMS, type CallFull, type Choice } from '../steps'
import { take } from '../take'
import { labelOf, shortUnit } from './parties'

/** Steps that a sheet asks for. */
type Asked = 'SUBMIT' | 'SEND_TO_DRAFTER' | 'SEND_BACK' | 'ACCEPT_PART' | 'SEND_FOR_REWORK' | 'WITHDRAW' | 'REMARK'

interface Props {
  call: Pick<CallFull, 'id' | 'version'>
  choice: Choice
  onClose: () => void
  onDone: () => void
}

/** One step, one question: a few words and send. What is written stays until it is sent. */
export function StepSheet({ call, choice, onClose, onDone }: Props) {
  const { words: wanted, destructive } = FORMS[choice.step]
  const [words, setWords, wordsSent] = useKeptWords(call.id, choice.part?.id, choice.step)
  const [missing, setMissing] = useState(false)
  const id = useMemo(newId, [words]) // the same words sent twice are one step
  const task = useTask()
  const unit = shortUnit(choice.part?.unitName ?? '')
  const send = () => {
    setMissing(wanted === 'needed' && !words.trim())
    if (wanted === 'needed' && !words.trim()) return
    task.run(async () => {
      await take(call, choice, { id, words })
      wordsSent()
      toast(t(`callDone.${choice.step}`, { unit }))
      onDone()
    })
  }
  return (
    <Sheet open title={t(`callAsk.${choice.step as Asked}`, { unit })} onClose={onClose}>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); send() }}>
        <p class="small dim">{t(`callHint.${choice.step as Asked}`, { unit })}</p>
        <Area label={t(wanted === 'needed' ? 'step.words' : 'step.wordsOptional')} value={words} onValue={setWords} rows={4}
          maxLength={settings.value?.wordsAtMost ?? 500} error={missing ? t('step.wordsNeeded') : task.error} />
        <div class="foot">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button kind={destructive ? 'destructive' : 'primary'} type="submit" busy={task.busy}>{labelOf(choice)}</Button>
        </div>
      </form>
    </Sheet>
  )
}
