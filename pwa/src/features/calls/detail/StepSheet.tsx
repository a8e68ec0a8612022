import { useMemo, useState } from 'preact/hooks'
import { newId } from '../../../api/ids'
import { settings } from '../../../api/session'
import { Button } from '../../../ui/Button'
import { Area } from '../../../ui/Field'
import { Sheet } from '../../../ui/Sheet'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { FORMS, type Choice } from '../steps'
import { take } from '../take'
import { labelOf, type ActionsOf } from './Actions'
import { shortUnit } from './parties'

/** One step, one question: a few words and send. What is written stays until it is sent. */
export function StepSheet({ choice, actions }: { choice: Choice; actions: ActionsOf }) {
  const { words: wanted, destructive } = FORMS[choice.step]
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState(false)
  const id = useMemo(newId, [words]) // the same words sent twice are one step
  const task = useTask()
  const send = () => {
    setMissing(wanted === 'needed' && !words.trim())
    if (wanted === 'needed' && !words.trim()) return
    task.run(async () => {
      await take(actions.call, choice, { id, words })
      actions.done(choice)
    })
  }
  const unit = shortUnit(choice.part?.unitName ?? '')
  return (
    <Sheet open title={t(`callAsk.${choice.step as Asked}`, { unit })} onClose={actions.close}>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); send() }}>
        <p class="small dim">{t(`callHint.${choice.step as Asked}`, { unit })}</p>
        <Area label={t(wanted === 'needed' ? 'step.words' : 'step.wordsOptional')} value={words} onValue={setWords} rows={4}
          maxLength={settings.value?.wordsAtMost ?? 500} error={missing ? t('step.wordsNeeded') : task.error} />
        <div class="foot">
          <Button onClick={actions.close}>{t('ui.cancel')}</Button>
          <Button kind={destructive ? 'destructive' : 'primary'} type="submit" busy={task.busy}>{labelOf(choice)}</Button>
        </div>
      </form>
    </Sheet>
  )
}

/** Steps that a sheet asks for. */
type Asked = 'SUBMIT' | 'SEND_TO_DRAFTER' | 'SEND_BACK' | 'ACCEPT_PART' | 'SEND_FOR_REWORK' | 'WITHDRAW' | 'REMARK'
