import { ListItemDocument, type ListItemQuery } from './gql/graphql'
import { Unreachable } from '../../api/request'
import { may } from '../../api/session'
import { useShown } from '../../api/shown'
import { Page } from '../../shell/Page'
import { wide } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { Dock } from '../../ui/Dock'
import { Empty } from '../../ui/Empty'
import { Phrases } from '../../ui/Phrases'
import { Section } from '../../ui/Section'
import { t } from '../../words'
import { date } from '../../words/time'
import { pathOf } from './chosen'
import { Edition } from './Edition'
import { LimitTable } from './LimitTable'
import { areaName } from './ListPane'

type Found = NonNullable<ListItemQuery['responsibilityItem']>

/** One item: how it looks on the spot, who does what about it and within which time. */
export function Item({ id }: { id: string }) {
  const shown = useShown(ListItemDocument, { id }, { staleBy: (event) => event.kind === 'responsibility.imported' || event.kind.startsWith('call.') })
  const answer = shown.data.value
  const problem = shown.problem.value
  const offline = problem instanceof Unreachable
  const bar = <Bar title={t('duty.item')} up="/list" root={wide.value} />
  if (answer?.responsibilityItem) return <Known item={answer.responsibilityItem} current={answer.responsibilityList?.id === answer.responsibilityItem.list.id} />
  return (
    <Page title={t('duty.item')} bar={bar}>
      {(answer || (problem && !offline)) && <Empty title={t('duty.gone')} action={{ label: t('duty.toList'), href: '/list' }}>{t('duty.goneHint')}</Empty>}
      {!answer && offline && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
    </Page>
  )
}

function Known({ item, current }: { item: Found; current: boolean }) {
  const title = t('item.number', { number: item.number })
  const drafts = may('call:draft') && current
  const area = item.list.areas.find((one) => one.area === item.area)
  return (
    <Page title={`${title} ${item.name}`} docked={drafts} bar={<Bar title={title} up="/list" root={wide.value} />}
      dock={drafts && <Dock><Button kind="primary" href={`/calls/new?item=${item.id}`}>{t('duty.draft')}</Button></Dock>}>
      {!current && <p class="banner">{t('duty.notInForce')}<a class="act" href="/list">{t('duty.toList')}</a></p>}
      <h2 class="duty-name"><Phrases text={item.name} /></h2>
      <p class="dim">{area && <a class="link" href={pathOf({ area: item.area, text: '' })}>{areaName(area)}</a>}{item.demonstration && <> <span class="tag">{t('call.demonstration')}</span></>}</p>
      <Situations item={item} />
      <Duties item={item} />
      <Section title={t('duty.limits')}><LimitTable limits={item.limits} /></Section>
      <Findings item={item} />
      <Section title={t('duty.edition')}><Edition list={item.list} /></Section>
    </Page>
  )
}

const Situations = ({ item }: { item: Found }) => (
  <Section title={t('duty.situations')} count={item.situations.length}>
    <ul class="rows">
      {item.situations.map((one) => <li key={one.id} class="row duty-situation"><span class="faint small">{one.number}</span><span class="serif"><Phrases text={one.words} /></span></li>)}
    </ul>
  </Section>
)

/** The leading unit, those that help, the street; then what each of them is bound to. */
function Duties({ item }: { item: Found }) {
  return (
    <Section title={t('duty.duties')}>
      <ul class="rows">
        <Duty part={t('duty.lead')} unit={item.lead.unit} duty={item.lead.duty} />
        {item.coUnits.map((one) => <Duty key={one.unit} part={t('duty.coUnit')} unit={one.unit} duty={one.duty} />)}
        {item.streetDuty && <Duty part={t('duty.street')} unit={t('duty.streetOffice')} duty={item.streetDuty} />}
      </ul>
      <dl class="facts top">
        <dt>{t('duty.headcount')}</dt><dd>{t('duty.people', { n: item.headcount })}</dd>
        <dt>{t('duty.proof')}</dt><dd>{t(item.needsProof ? 'duty.proofYes' : 'duty.proofNo')}</dd>
        {item.basis && <><dt>{t('duty.basis')}</dt><dd>{item.basis}</dd></>}
      </dl>
    </Section>
  )
}

const Duty = ({ part, unit, duty }: { part: string; unit: string; duty: string }) => (
  <li class="row">
    <span class="grow">
      <span class="m">{part}</span>
      <span class="t"><Phrases text={unit} /></span>
      {duty && <span class="duty-words"><Phrases text={duty} /></span>}
    </span>
  </li>
)

/** What the desk found when a unit said that it was not its duty. */
function Findings({ item }: { item: Found }) {
  return (
    <Section title={t('duty.findings')} count={item.findings.length || undefined}>
      {item.findings.length === 0 && <p class="small dim">{t('duty.findingsNone')}</p>}
      {item.findings.length > 0 && (
        <ul class="rows">
          {item.findings.map((one) => (
            <li key={one.id} class="row">
              <span class="grow">
                <span class="serif">{one.words}</span>
                <span class="m">{one.unitName} · {date(one.at)}</span>
                {may('call:read') && <a class="link accent small" href={`/calls/${one.callId}`}>{t('duty.toCall')}</a>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
