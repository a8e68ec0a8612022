import { useMemo, useState } from 'preact/hooks'
import { newId } from '../../../api/ids'
import { settings } from '../../../api/session'
import { useKeptPhotos, useKeptWords } from '../../../offline/stepWords'
import { Button } from '../../../ui/Button'
import { Area, Field } from '../../../ui/Field'
import { Sheet } from '../../../ui/Sheet'
import { toast } from '../../../ui/Toast'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { StepPhotos } from '../../snaps/detail/StepPhotos'
import { daysOn, dayWords } from '../days'
import { FORMS, type Step, type WishFull } from '../steps'
import { take } from '../take'
import { MemberChoice } from './MemberChoice'

/** Steps that a sheet asks for. */
type Asked = Exclude<Step, 'REVISE' | 'PUBLISH' | 'CLAIM'>

interface Props {
  wish: WishFull
  step: Step
  onClose: () => void
  onDone: () => void
}

interface Given {
  until: string
  points: string
  toPersonId: string
}

const nothing = (wish: WishFull): Given => ({ until: wish.claim ? nextDay(wish.claim.promisedOn) : '', points: '1', toPersonId: '' })

/** A week after what was promised, or after today where that is past. */
const nextDay = (promised: string): string => {
  const week = daysOn(7)
  const later = new Date(Date.parse(`${promised}T12:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10)
  return later > week ? later : week
}

/** What is missing, in words; undefined when it can be sent. */
function missing(step: Step, words: string, { until, points, toPersonId }: Given): string | undefined {
  if (step === 'PASS_ON' && !toPersonId) return t('wishStep.pickMember')
  if (step === 'ASK_EXTENSION' && !until) return t('wishStep.pickDay')
  if (step === 'GIVE_POINTS' && !/^[1-9]\d{0,5}$/.test(points)) return t('wishStep.pointsNeeded')
  return FORMS[step].words === 'needed' && !words.trim() ? t('step.wordsNeeded') : undefined
}

/** One step, one question. What is written stays until it is sent. */
export function StepSheet({ wish, step, onClose, onDone }: Props) {
  const form = FORMS[step]
  const [words, setWords, wordsSent] = useKeptWords(wish.id, step)
  const [photos, setPhotos] = useKeptPhotos(wish.id, step)
  const [given, setGiven] = useState(() => nothing(wish))
  const [wanting, setWanting] = useState<string>()
  const [making, setMaking] = useState(false)
  const id = useMemo(newId, [words, photos, given]) // the same content sent twice is one step
  const task = useTask()
  const set = (patch: Partial<Given>) => { setGiven((now) => ({ ...now, ...patch })); setWanting(undefined) }
  const send = () => {
    const lacking = missing(step, words, given)
    setWanting(lacking)
    if (lacking || making) return
    task.run(async () => {
      await take(wish, step, { id, words, photos, until: given.until, points: Number(given.points), toPersonId: given.toPersonId })
      wordsSent()
      toast(t(`wishDone.${step}`))
      onDone()
    })
  }
  return (
    <Sheet open title={t(`wishAsk.${step as Asked}`)} onClose={onClose}>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); send() }}>
        <p class="small dim">{hintOf(step as Asked, wish)}</p>
        <Besides wish={wish} step={step} given={given} set={set} />
        {form.words !== 'none' && (
          <Area label={t(form.words === 'needed' ? 'step.words' : 'step.wordsOptional')} value={words} onValue={(next) => { setWords(next); setWanting(undefined) }} rows={4}
            maxLength={settings.value?.wordsAtMost ?? 500} />
        )}
        {form.photos && <StepPhotos photos={photos} onPhotos={setPhotos} onBusy={setMaking} />}
        {(wanting ?? task.error) && <p class="small danger" role="alert">{wanting ?? task.error}</p>}
        <div class="foot">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button kind={form.destructive ? 'destructive' : 'primary'} type="submit" busy={task.busy || making}>{t(`wishDo.${step}`)}</Button>
        </div>
      </form>
    </Sheet>
  )
}

function hintOf(step: Asked, wish: WishFull): string {
  const until = wish.claim?.extensionAskedUntil
  if (step === 'GRANT_EXTENSION' && until) return t('wishHint.GRANT_EXTENSION', { day: dayWords(until) })
  if (step === 'GRANT_EXTENSION') return ''
  if (step === 'REPORT_FULFILLED') return t('wishHint.REPORT_FULFILLED', { n: settings.value?.wishConfirmDays ?? 7 })
  return t(`wishHint.${step}`)
}

/** What a step asks for before its words: a day, a number of points, a member of the unit. */
function Besides({ wish, step, given, set }: { wish: WishFull; step: Step; given: Given; set: (patch: Partial<Given>) => void }) {
  if (step === 'ASK_EXTENSION') return <Field type="date" label={t('wishStep.until')} value={given.until} min={daysOn(1)} onValue={(until) => set({ until })} />
  if (step === 'GIVE_POINTS') return <Field inputMode="numeric" label={t('wishStep.points')} value={given.points} onValue={(points) => set({ points: points.replaceAll(/\D/g, '') })} />
  return step === 'PASS_ON' ? <MemberChoice unitId={wish.claim?.unitId ?? null} value={given.toPersonId} onValue={(toPersonId) => set({ toPersonId })} /> : null
}
