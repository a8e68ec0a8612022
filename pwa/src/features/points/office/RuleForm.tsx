import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { OfficeTrialDocument, SetEarningRuleDocument, type EarningRuleInput, type OfficeTrialQuery } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act, request } from '../../../api/request'
import { settings } from '../../../api/session'
import { Button } from '../../../ui/Button'
import { Field } from '../../../ui/Field'
import { Tiles } from '../../../ui/Tiles'
import { toast } from '../../../ui/Toast'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { date, dayOf, now } from '../../../words/time'
import { Wizard, type Question } from '../../people/Wizard'
import { pointsWord } from '../amount'
import { positive, wholeOrNone } from '../counter/numbers'
import { CAUSES } from './Rules'

type Cause = EarningRuleInput['cause']
type Caps = 'perDay' | 'perMonth' | 'perCause' | 'perPairMonth'
type Written = Record<Caps | 'points' | 'daysValid' | 'startsOn', string> & { cause: Cause }

const DAY = 86_400_000
/** (assumed) two years */
const DAYS_VALID = '730'
const CAPS: readonly Caps[] = ['perDay', 'perMonth', 'perCause', 'perPairMonth']

const numberOrNone = (text: string): number | null => (text.trim() ? Number(text) : null)

const inputOf = (id: string, written: Written): EarningRuleInput => ({
  id, code: settings.peek()?.rootCode ?? '', cause: written.cause, points: Number(written.points), daysValid: Number(written.daysValid), startsOn: written.startsOn,
  perDay: numberOrNone(written.perDay), perMonth: numberOrNone(written.perMonth), perCause: numberOrNone(written.perCause), perPairMonth: numberOrNone(written.perPairMonth),
})

/** A new rule: for what, how many, up to how many, from when; tried on the last month before it is set. */
export function SetRule() {
  const { route, query } = useLocation()
  const wanted = CAUSES.find((cause) => cause === query.cause) ?? CAUSES[0]!
  const [written, setWritten] = useState<Written>({ cause: wanted, points: '', perDay: '', perMonth: '', perCause: '', perPairMonth: '', daysValid: DAYS_VALID, startsOn: dayOf(now.peek() + DAY) })
  const set = (part: Partial<Written>) => setWritten({ ...written, ...part })
  const id = useMemo(newId, [JSON.stringify(written)])
  const input = inputOf(id, written)
  const questions: Question[] = [
    { fields: ['cause'], ask: t('rule.askCause'), body: () => <Tiles segments label={t('rule.askCause')} value={written.cause} options={CAUSES.map((value) => ({ value, label: t(`cause.${value}`) }))} onChoose={(cause) => set({ cause })} /> },
    {
      fields: ['points', 'daysValid'], ask: t('rule.askPoints'), missing: () => (positive(written.points) && positive(written.daysValid) ? undefined : t('rule.pointsWrong')),
      body: (error) => (
        <>
          <Field label={t('rule.points')} type="number" inputMode="numeric" min="1" value={written.points} onValue={(points) => set({ points })} error={error} />
          <Field label={t('rule.daysValid')} hint={t('rule.daysValidHint')} type="number" inputMode="numeric" min="1" value={written.daysValid} onValue={(daysValid) => set({ daysValid })} />
        </>
      ),
    },
    {
      fields: [...CAPS], ask: t('rule.askCaps'), hint: t('rule.capsHint'), missing: () => (CAPS.every((cap) => wholeOrNone(written[cap])) ? undefined : t('good.stockWrong')),
      body: (error) => <>{CAPS.map((cap, n) => <Field key={cap} label={t(`rule.cap.${cap}`)} type="number" inputMode="numeric" min="1" value={written[cap]} onValue={(value) => set({ [cap]: value })} error={n === 0 ? error : undefined} />)}</>,
    },
    {
      fields: ['startsOn', 'code'], ask: t('rule.askStart'), hint: t('rule.startHint'), missing: () => (written.startsOn ? undefined : t('manage.required')),
      body: (error) => (
        <>
          <Field label={t('manage.from')} type="date" value={written.startsOn} onValue={(startsOn) => set({ startsOn })} error={error} />
          <Trial key={JSON.stringify(written)} input={input} />
        </>
      ),
    },
  ]
  const run = async () => {
    await act(SetEarningRuleDocument, { input })
    toast(t('rule.done'))
    route('/bank/street/rules', true)
  }
  return <Wizard title={t('rule.add')} up="/bank/street/rules" questions={questions} submit={t('rule.addDo')} run={run} />
}

/** What the last month would have been under it, beside what it was. */
function Trial({ input }: { input: EarningRuleInput }) {
  const [found, setFound] = useState<OfficeTrialQuery['tryEarningRule'] | null>(null)
  const task = useTask()
  const run = () => task.run(async () => setFound((await request(OfficeTrialDocument, { input })).tryEarningRule))
  return (
    <div class="trial" aria-live="polite">
      <Button compact busy={task.busy} icon="again" onClick={run}>{t('rule.try')}</Button>
      {task.error && <p class="danger small">{task.error}</p>}
      {found && (
        <>
          <p class="small dim top">{t('rule.tried', { from: date(found.from), to: date(found.to) })}</p>
          <div class="sum"><span>{t('rule.causes')}</span><b>{found.causes}</b></div>
          <div class="sum"><span>{t('rule.earnings')}</span><b>{found.earnings}</b></div>
          <div class="sum"><span>{t('rule.capped')}</span><b>{found.capped}</b></div>
          <div class="sum"><span>{t('rule.would')}</span><b>{pointsWord(found.points)}</b></div>
          <div class="sum"><span>{t('rule.did')}</span><b>{pointsWord(found.pointsUnderRuleInForce)}</b></div>
        </>
      )}
    </div>
  )
}
