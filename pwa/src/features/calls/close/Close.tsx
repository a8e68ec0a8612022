import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { CloseCallDocument } from '../gql/graphql'
import { act } from '../../../api/request'
import { useKeptWords } from '../../../offline/stepWords'
import { wide } from '../../../shell/wide'
import { Button } from '../../../ui/Button'
import { Area } from '../../../ui/Field'
import { t } from '../../../words'
import { shortUnit } from '../detail/parties'
import { StepPage } from '../step/StepPage'
import { useStep, useStepWords, type StepProps } from '../step/useStep'
import type { CallFull, Part } from '../steps'
import { BLANK, unfinished, verdictsOf, type Verdict } from './verdicts'
import { UnitVerdict, VerdictTable } from './Verdicts'

const OPINION_AT_MOST = 500

/** What is said so far: the opinion on the whole, and of each unit. */
function useSaid(props: StepProps, parts: readonly Part[]) {
  const [opinion, setOpinion] = useStepWords(props)
  const [kept, keep] = useKeptWords(props.call.id, props.choice.step, 'verdicts')
  const said = useMemo((): Record<string, Verdict> => (kept ? JSON.parse(kept) : {}), [kept])
  const [missing, setMissing] = useState<string>()
  const ids = parts.map((part) => part.id)
  const unitOf = (id: string | undefined): string => shortUnit(parts.find((part) => part.id === id)?.unitName ?? '')
  /** what is not said yet, of the whole and of these units */
  const lack = (among: readonly string[]): { why: string; at: number } | undefined => {
    if (!opinion.trim()) return { why: t('close.opinionNeeded'), at: 0 }
    const id = unfinished(among, said)
    return id === undefined ? undefined : { why: t('close.verdictNeeded', { unit: unitOf(id) }), at: ids.indexOf(id) + 1 }
  }
  const write = (words: string) => {
    setMissing(undefined)
    setOpinion(words)
  }
  const judge = (id: string, verdict: Verdict) => {
    setMissing(undefined)
    keep(JSON.stringify({ ...said, [id]: verdict }))
  }
  return { ids, opinion, said, missing, setMissing, lack, write, judge }
}

/** Where the button leads from the opinion (0) and from each unit at a phone. */
function labelAt(at: number, parts: readonly Part[]): string {
  if (wide.value || at >= parts.length) return t('callDo.CLOSE')
  return t('close.next', { unit: shortUnit(parts[at]!.unitName) })
}

/** What the screen asks, and what the button brings about: of the whole, of one unit, or of what the street did by itself. */
function saying(call: CallFull, parts: readonly Part[], at: number) {
  if (!parts.length) return { ask: t('close.aloneAsk'), lead: call.title, note: t('close.aloneNote'), label: t('close.alone') }
  const part = parts[at - 1]
  const note = t(wide.value || at >= parts.length ? 'close.note' : 'close.sealed')
  const label = labelAt(at, parts)
  if (part) return { ask: t('verdict.ask', { unit: shortUnit(part.unitName) }), lead: t('verdict.lead', { n: at, of: parts.length }), note, label }
  return { ask: t('close.ask'), lead: call.title, note, label }
}

/** 结案并评价: the opinion on the whole, and one evaluation per unit; one screen each on a phone, a table at a desk. */
export function Close(props: StepProps) {
  const { call, choice } = props
  const { query, route } = useLocation()
  const parts = call.assignments.filter((part) => part.status === 'DONE')
  const it = useSaid(props, parts)
  const sending = useStep(props, [it.opinion, it.said])
  const at = wide.value ? 0 : Number(query.at ?? 0)
  const last = wide.value || at >= parts.length
  const alone = parts.length === 0
  const to = (n: number) => route(`/calls/${call.id}/close${n ? `?at=${n}` : ''}`)
  const onward = () => {
    const lack = it.lack(last ? it.ids : it.ids.slice(0, at))
    it.setMissing(lack?.why)
    if (lack) return wide.value || lack.at === at ? undefined : to(lack.at)
    if (!last) return to(at + 1)
    const input = { callId: call.id, expectedVersion: call.version, words: it.opinion.trim() }
    return sending.send((id) => act(CloseCallDocument, { input: { id, ...input }, verdicts: verdictsOf(it.ids, it.said) }))
  }
  const part = parts[at - 1]
  return (
    <StepPage call={call} choice={choice} sending={sending} missing={it.missing} onSend={onward}
      {...saying(call, parts, at)}
      onward={!last}
      beside={at > 0 && <Button onClick={() => to(at - 1)}>{t('close.before')}</Button>}>
      {part ? <div class="top"><UnitVerdict key={part.id} call={call} part={part} verdict={it.said[part.id] ?? BLANK} onChange={(verdict) => it.judge(part.id, verdict)} /></div> : (
        <>
          <div class="top"><Area label={t('close.opinion')} hint={t(alone ? 'close.aloneHint' : 'close.opinionHint')} value={it.opinion} rows={4} maxLength={OPINION_AT_MOST} onValue={it.write} /></div>
          {wide.value && !alone && <VerdictTable call={call} parts={parts} said={it.said} blank={BLANK} onChange={it.judge} />}
        </>
      )}
    </StepPage>
  )
}
