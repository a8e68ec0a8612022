import { useRef, useState } from 'preact/hooks'
import { Refused } from '../../../api/request'
import { useKeptPhotos, useKeptWords } from '../../../offline/stepWords'
import { settings } from '../../../api/session'
import { Button } from '../../../ui/Button'
import { Area } from '../../../ui/Field'
import { Sheet } from '../../../ui/Sheet'
import { t } from '../../../words'
import { explain } from '../../../words/problems'
import type { ActionsOf } from './Actions'
import { CellPicker } from './CellPicker'
import { MergePicker } from './MergePicker'
import { PersonPicker } from './PersonPicker'
import { StepPhotos } from './StepPhotos'
import { FORMS, type AskedStep } from './steps'
import { newest, type SnapFull } from './story'
import { take } from './take'

/** What somebody chose, with the name to say it by. */
export interface Chosen {
  id: string
  name: string
}

const CONFLICTS = new Set(['version_conflict', 'wrong_status'])
const MISSING = { person: 'step.pickPerson', cell: 'step.pickCell', snap: 'step.pickSnap' } as const

interface Props {
  step: AskedStep
  actions: ActionsOf
}

/** What is written in the sheet, and how it is sent. It stays until it is sent, even when the snap moves on meanwhile. */
function useStep({ step, actions }: Props) {
  const form = FORMS[step]
  const { snap } = actions
  const [words, setWords, wordsSent] = useKeptWords(snap.id, step)
  const [photos, setPhotos] = useKeptPhotos(snap.id, step)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [making, setMaking] = useState(false)

  const missing = (): string | undefined => {
    if (form.choose && !chosen) return t(MISSING[form.choose])
    return form.words === 'needed' && !words.trim() ? t('step.wordsNeeded') : undefined
  }
  const send = async () => {
    const wanting = missing()
    setError(wanting)
    if (wanting || making) return
    setBusy(true)
    try {
      const how = await take(step, snap, { words, photos, ...(chosen ? { chosen: chosen.id } : {}) })
      wordsSent()
      actions.done(step, how, chosen?.name)
    } catch (problem) {
      const conflict = problem instanceof Refused && CONFLICTS.has(problem.problem.code)
      setError(conflict ? undefined : explain(problem))
      void actions.reload()
    } finally {
      setBusy(false)
    }
  }
  return { form, words, setWords, photos, setPhotos, chosen, setChosen, error, busy: busy || making, setMaking, send }
}

/** One step, one question. */
export function StepSheet({ step, actions }: Props) {
  const { snap } = actions
  const it = useStep({ step, actions })
  const { form } = it
  const still = snap.availableActions.some((action) => action.step === step && action.allowed)
  return (
    <Sheet open title={t(`ask.${step}`)} onClose={actions.close}>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); void it.send() }}>
        <p class="small dim">{t(`hint.${step}`)}</p>
        {form.choose && <Picker choose={form.choose} snap={snap} chosen={it.chosen} onChoose={it.setChosen} />}
        {form.words !== 'none' && <StepWords it={it} />}
        {form.photos && <StepPhotos photos={it.photos} onPhotos={it.setPhotos} onBusy={it.setMaking} />}
        <News snap={snap} still={still} />
        {it.error && form.words === 'none' && <p class="danger small" role="alert">{it.error}</p>}
        <div class="foot">
          <Button onClick={actions.close}>{t('ui.cancel')}</Button>
          <Button kind={form.destructive ? 'destructive' : 'primary'} type="submit" busy={it.busy} refused={!still}>{labelOf(step, it.chosen)}</Button>
        </div>
      </form>
    </Sheet>
  )
}

/** Names what was chosen, once something is. */
const labelOf = (step: AskedStep, chosen: Chosen | null): string =>
  FORMS[step].choose && !chosen ? t(`do.${step}`) : t(`send.${step}`, { name: chosen?.name ?? '' })

const StepWords = ({ it }: { it: ReturnType<typeof useStep> }) => (
  <Area label={t(it.form.words === 'needed' ? 'step.words' : 'step.wordsOptional')} value={it.words} onValue={it.setWords}
    maxLength={settings.value?.wordsAtMost ?? 500} rows={4} error={it.error} />
)

interface PickerProps {
  choose: 'person' | 'cell' | 'snap'
  snap: SnapFull
  chosen: Chosen | null
  onChoose: (chosen: Chosen) => void
}

function Picker({ choose, snap, ...rest }: PickerProps) {
  if (choose === 'person') return <PersonPicker snapId={snap.id} {...rest} />
  return choose === 'cell' ? <CellPicker snap={snap} {...rest} /> : <MergePicker snap={snap} {...rest} />
}

/** Somebody was faster: what is new, and whether the step still makes sense. */
function News({ snap, still }: { snap: SnapFull; still: boolean }) {
  const moved = useMoved(snap)
  if (!moved) return null
  return <p class="banner wait" role="alert">{t(still ? 'step.conflict' : 'step.conflictGone', { what: newest(snap) })}</p>
}

/** Whether somebody else took a step since the sheet was opened. */
function useMoved(snap: SnapFull): boolean {
  const opened = useRef(snap.entries.filter((entry) => entry.step !== 'BACK').length)
  return snap.entries.filter((entry) => entry.step !== 'BACK').length > opened.current
}
