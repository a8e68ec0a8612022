import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { ChangeGoodDocument, CounterGoodDocument, OfferGoodDocument } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { Area, Field } from '../../../ui/Field'
import { Tiles } from '../../../ui/Tiles'
import { toast } from '../../../ui/Toast'
import { t } from '../../../words'
import { useManaged } from '../../people/useManaged'
import { Wizard, type Question } from '../../people/Wizard'
import type { Good } from '../exchange/BranchView'
import { positive, wholeOrNone } from './numbers'

interface Written {
  kind: Good['kind']
  name: string
  words: string
  points: string
  stock: string
  perMonth: string
  withdrawn: boolean
}

const EMPTY: Written = { kind: 'GOODS', name: '', words: '', points: '', stock: '', perMonth: '', withdrawn: false }

/** The questions about a good; a change asks whether it is still offered, too. */
function useQuestions(start: Written, isChange: boolean): { now: Written; questions: Question[] } {
  const [now, setNow] = useState(start)
  const set = (part: Partial<Written>) => setNow({ ...now, ...part })
  const offered = [{ value: 'yes' as const, label: t('good.stays') }, { value: 'no' as const, label: t('good.takeOut') }]
  const questions: Question[] = [
    ...(isChange ? [] : [{
      fields: ['kind'], ask: t('good.askKind'),
      body: () => <Tiles segments label={t('good.askKind')} value={now.kind} options={[{ value: 'GOODS' as const, label: t('good.GOODS') }, { value: 'SERVICE' as const, label: t('good.SERVICE') }]} onChoose={(kind: Good['kind']) => set({ kind })} />,
    }]),
    {
      fields: ['name', 'words'], ask: t('good.askName'), missing: () => (now.name.trim() ? undefined : t('manage.required')),
      body: (error) => (
        <>
          <Field label={t('good.name')} hint={t('good.nameHint')} maxLength={40} autoComplete="off" value={now.name} onValue={(name) => set({ name })} error={error} />
          <Area label={t('good.words')} hint={t('good.wordsHint')} maxLength={200} value={now.words} onValue={(words) => set({ words })} />
        </>
      ),
    },
    {
      fields: ['points'], ask: t('good.askPoints'), hint: t('good.pointsHint'), missing: () => (positive(now.points) ? undefined : t('good.pointsWrong')),
      body: (error) => <Field label={t('good.points')} type="number" inputMode="numeric" min="1" value={now.points} onValue={(points) => set({ points })} error={error} />,
    },
    {
      fields: ['stock', 'perMonth'], ask: t('good.askStock'), missing: () => (wholeOrNone(now.stock) && wholeOrNone(now.perMonth) ? undefined : t('good.stockWrong')),
      body: (error) => (
        <>
          <Field label={t('good.stock')} hint={t('good.stockHint')} type="number" inputMode="numeric" min="0" value={now.stock} onValue={(stock) => set({ stock })} error={error} />
          <Field label={t('good.limit')} hint={t('good.limitHint')} type="number" inputMode="numeric" min="1" value={now.perMonth} onValue={(perMonth) => set({ perMonth })} />
          {isChange && <Tiles segments label={t('good.offeredAsk')} value={now.withdrawn ? 'no' : 'yes'} options={offered} onChoose={(value) => set({ withdrawn: value === 'no' })} />}
        </>
      ),
    },
  ]
  return { now, questions }
}

const numbers = ({ points, stock, perMonth }: Written) => ({ points: Number(points), stock: stock ? Number(stock) : null, perMonth: perMonth ? Number(perMonth) : null })

export function OfferGood({ branchId, base }: { branchId: string; base: string }) {
  const { route } = useLocation()
  const { now, questions } = useQuestions(EMPTY, false)
  const id = useMemo(newId, [JSON.stringify(now)])
  const run = async () => {
    await act(OfferGoodDocument, { input: { id, branchId, kind: now.kind, name: now.name, words: now.words, ...numbers(now) } })
    toast(t('good.added', { name: now.name }))
    route(base, true)
  }
  return <Wizard title={t('good.add')} up={base} questions={questions} submit={t('good.addDo')} run={run} />
}

export function ChangeGood({ id, base }: { id: string; base: string }) {
  const good = useManaged(CounterGoodDocument, { id }).data.value?.good
  return good ? <Change good={good} base={base} /> : null
}

function Change({ good, base }: { good: Good; base: string }) {
  const { route } = useLocation()
  const text = (n: number | null): string => (n === null ? '' : String(n))
  const { now, questions } = useQuestions({ ...good, points: text(good.points), stock: text(good.stock), perMonth: text(good.perMonth) }, true)
  const id = useMemo(newId, [JSON.stringify(now)])
  const run = async () => {
    const { name, words, withdrawn } = now
    await act(ChangeGoodDocument, { input: { id, goodId: good.id, name, words, ...numbers(now), withdrawn, expectedVersion: good.version } })
    toast(t(withdrawn ? 'good.takenOut' : 'good.changed', { name }))
    route(base, true)
  }
  return <Wizard title={good.name} up={base} questions={questions} submit={t('people.save')} run={run} />
}
