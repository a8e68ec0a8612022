import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { ListNumberedFragment } from '../gql/graphql'
import { Page } from '../../../shell/Page'
import { wide } from '../../../shell/wide'
import { Bar } from '../../../ui/Bar'
import { Button } from '../../../ui/Button'
import { Counts } from '../../../ui/Counts'
import { Dock } from '../../../ui/Dock'
import { Section } from '../../../ui/Section'
import { t } from '../../../words'
import { date } from '../../../words/time'
import { Confirm } from '../../people/Confirm'
import { fieldName, fieldNames } from './fields'
import type { Edition, Report } from './ImportList'

interface Props {
  report: Report
  edition: Edition
  onBack: () => void
  takeIn: () => Promise<void>
}

/** What the file would change, or what is wrong with it. Nothing has been changed yet. */
export const Preview = ({ report, ...rest }: Props) => (report.faults.length ? <Faults report={report} onBack={rest.onBack} /> : <Fine report={report} {...rest} />)

function Faults({ report: { faults }, onBack }: Pick<Props, 'report' | 'onBack'>) {
  const title = t('duty.faults', { n: faults.length })
  return (
    <Page title={title} docked bar={<Bar title={title} up="/manage/list" onBack={onBack} root={wide.value} />}
      dock={<Dock note={t('duty.faultsHint')}><Button kind="primary" onClick={onBack}>{t('duty.fileOther')}</Button></Dock>}>
      <ul class="rows top" aria-label={title}>
        {faults.map((fault) => (
          <li key={`${fault.line} ${fault.field} ${fault.value} ${fault.message}`} class="row">
            <span class="grow">
              <span class="t">{fault.message}</span>
              <span class="m">{[fault.line > 0 && t('duty.line', { n: fault.line }), fault.field && fieldName(fault.field, fault.column)].filter(Boolean).join(' · ')}</span>
              {fault.value && <span class="m serif">{t('duty.written', { value: fault.value })}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Page>
  )
}

function Fine({ report, edition, onBack, takeIn }: Props) {
  const [asking, setAsking] = useState(false)
  const { added, removed, changed, unchanged, reordered, itemCount, situationCount } = report
  const same = !added.length && !removed.length && !changed.length && !reordered
  const day = date(edition.startsOn)
  const said = t('duty.counts', { items: itemCount, situations: situationCount })
  return (
    <Page title={t('duty.preview')} docked bar={<Bar title={t('duty.preview')} up="/manage/list" onBack={onBack} root={wide.value} />}
      dock={<Dock note={t('duty.notYet')}><Button onClick={onBack}>{t('duty.back')}</Button><Button kind="primary" onClick={() => setAsking(true)}>{t('duty.takeIn')}</Button></Dock>}>
      <p class="top"><b>{edition.name}</b>{edition.demonstration && <> <span class="tag">{t('call.demonstration')}</span></>}</p>
      <p class="small dim">{t('duty.willBe', { date: day })} · {said}</p>
      <div class="top">
        <Counts label={t('duty.preview')} counts={[
          { label: t('duty.added'), value: added.length }, { label: t('duty.removed'), value: removed.length },
          { label: t('duty.changed'), value: changed.length },
        ]} />
      </div>
      <p class="small dim top">{same ? t('duty.same') : t('duty.unchanged', { n: unchanged })}</p>
      {reordered && <p class="small dim top">{t('duty.reordered')}</p>}
      <Numbered title={t('duty.addedItems')} items={added} />
      <Numbered title={t('duty.removedItems')} items={removed} />
      {changed.length > 0 && (
        <Section title={t('duty.changedItems')} count={changed.length}>
          <ul class="rows">{changed.map((one) => <li key={one.number} class="row"><Change change={one} /></li>)}</ul>
        </Section>
      )}
      <Confirm open={asking} title={t('duty.takeInAsk', { date: day })} hint={t('duty.takeInHint', { date: day })} submit={t('duty.takeIn')} onClose={() => setAsking(false)} run={takeIn} />
    </Page>
  )
}

function Numbered({ title, items }: { title: string; items: readonly ListNumberedFragment[] }) {
  if (!items.length) return null
  return (
    <Section title={title} count={items.length}>
      <ul class="rows">{items.map((one) => <li key={one.number} class="row"><span class="t">{one.number} {one.words}</span></li>)}</ul>
    </Section>
  )
}

const Change = ({ change }: { change: Report['changed'][number] }) => (
  <span class="grow">
    <span class="t">{change.number} {change.name}</span>
    {change.fields.length > 0 && <span class="m">{t('duty.changedFields', { fields: fieldNames(change.fields) })}</span>}
    <ul class="duty-changes small">
      <Situations word={t('duty.situationAdded')} found={change.situationsAdded} />
      <Situations word={t('duty.situationRemoved')} found={change.situationsRemoved} />
      <Situations word={t('duty.situationChanged')} found={change.situationsChanged} />
    </ul>
  </span>
)

const Situations = ({ word, found }: { word: string; found: readonly ListNumberedFragment[] }): ComponentChildren =>
  found.map((one) => <li key={one.number}><b>{word}</b><span>{one.number} <span class="serif">{one.words}</span></span></li>)
