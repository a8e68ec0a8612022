import { settings } from '../../api/session'
import { Page } from '../../shell/Page'
import { Bar } from '../../ui/Bar'
import { IconButton } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Phrases } from '../../ui/Phrases'
import { t } from '../../words'
import { clock, date } from '../../words/time'
import { inPlay } from './awaited'
import './calls.css'
import { useCall } from './detail/CallPane'
import { InCalls } from './InCalls'
import type { CallFull } from './steps'

/** /calls/:id/order: the district's work order, for the screen and for paper. */
export default function Order({ id }: { id: string }) {
  const call = useCall(id).data.value?.call
  return (
    <InCalls id={id}>
      <Page title={t('order.title')} bar={<Bar title={t('order.title')} up={`/calls/${id}`}>{call?.dispatchedAt && <IconButton icon="print" label={t('form.print')} onClick={() => print()} />}</Bar>}>
        {call?.dispatchedAt && <Sheet call={call} />}
        {call && !call.dispatchedAt && <Empty title={t('order.none')} action={{ label: t('sign.seeCall'), href: `/calls/${id}` }}>{t('order.noneHint')}</Empty>}
      </Page>
    </InCalls>
  )
}

const moment = (iso: string | null): string => (iso ? `${date(iso)} ${clock(iso)}` : '')

function Sheet({ call }: { call: CallFull }) {
  const issued = call.entries.findLast((entry) => entry.step === 'DISPATCH' || entry.step === 'MOVE' || entry.step === 'ADD_UNITS')
  const facts: [string, string][] = [
    [t('form.street'), call.streetName],
    [t('order.at'), moment(call.reportAt)],
    [t('order.place'), call.reportPlace],
    [t('form.urgency'), t(`urgency.${call.urgency}`)],
    [t('order.words'), call.orderText],
  ]
  return (
    <article class="paper sheet-of-paper">
      <p class="small dim">{t('order.head', { district: settings.value?.rootName ?? '' })}</p>
      <p class="small dim">{call.number}</p>
      <h1 class="serif"><Phrases text={call.title} /></h1>
      <dl class="facts">
        {facts.filter(([, value]) => value).map(([name, value]) => <><dt>{name}</dt><dd>{value}</dd></>)}
      </dl>
      <table class="order-units">
        <thead><tr><th scope="col">{t('order.unit')}</th><th scope="col">{t('order.duty')}</th><th scope="col">{t('order.heads')}</th></tr></thead>
        <tbody>
          {inPlay(call.assignments).map((part) => (
            <tr key={part.id}><th scope="row">{part.unitName} <span class="tag">{t(`part.${part.part}`)}</span></th><td>{part.duty}</td><td>{part.headcount}</td></tr>
          ))}
        </tbody>
      </table>
      {issued && <p class="small dim issued">{t('order.issued', { name: issued.byName, post: issued.byPost, at: moment(issued.at) })}</p>}
    </article>
  )
}
