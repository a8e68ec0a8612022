import { useLocation } from 'preact-iso'
import { ManagedStaffingDocument, type ManagedStaffingQuery } from './gql/graphql'
import { Empty } from '../../ui/Empty'
import { Lamp } from '../../ui/Lamp'
import { Row, Rows } from '../../ui/Row'
import { Section } from '../../ui/Section'
import { t } from '../../words'
import { ListPage } from './ListPage'
import { PlacePicker } from './PlacePicker'
import { staffed, type StaffedCell } from './staffing'
import { myRoot, useManaged } from './useManaged'

/** Who looks after which cell in a place: uncovered ones first, then what breaks a rule, then the rest. */
export function Staffing({ selected }: { selected?: string | undefined }) {
  const { query, route } = useLocation()
  const code = query.code || selected?.slice(0, 12) || myRoot()
  const shown = useManaged(ManagedStaffingDocument, { under: code })
  const answer = shown.data.value
  return (
    <ListPage title="manage.staffing">
      <div class="stack top"><PlacePicker code={code} onCode={(next) => route(`/manage/staffing?code=${next}`, true)} /></div>
      {!answer && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
      {answer && (answer.cells.length ? <Cells answer={answer} code={code} selected={selected} /> : <Empty title={t('staffing.none')}>{t('staffing.noneHint')}</Empty>)}
    </ListPage>
  )
}

function Cells({ answer, code, selected }: { answer: ManagedStaffingQuery; code: string; selected: string | undefined }) {
  const cells = staffed(answer)
  const bare = new Set(answer.staffing.uncovered.map((cell) => cell.code))
  const { breaches } = answer.staffing
  const row = (one: StaffedCell) => <CellRow key={one.cell.code} one={one} href={`/manage/staffing/${one.cell.code}?code=${code}`} selected={one.cell.code === selected} bare={bare.has(one.cell.code)} />
  return (
    <>
      <Section title={t('staffing.uncovered')} count={bare.size}>
        {bare.size ? <Rows>{cells.filter((one) => bare.has(one.cell.code)).map(row)}</Rows> : <Lamp lamp="GREEN">{t('staffing.uncoveredNone')}</Lamp>}
      </Section>
      {breaches.length > 0 && (
        <Section title={t('staffing.breaches')} count={breaches.length}>
          <Rows>
            {breaches.map((breach) => (
              <li key={breach.rule + breach.cellCode + breach.personName}>
                <Row href={`/manage/staffing/${breach.cellCode}?code=${code}`} lead={<Lamp lamp="AMBER" />} title={breach.message}
                  meta={[breach.personName, cells.find((one) => one.cell.code === breach.cellCode)?.cell.name].filter(Boolean).join(' · ')} />
              </li>
            ))}
          </Rows>
        </Section>
      )}
      <Section title={t('staffing.covered')} count={cells.length - bare.size}>
        <Rows>{cells.filter((one) => !bare.has(one.cell.code)).map(row)}</Rows>
      </Section>
    </>
  )
}

function CellRow({ one, href, selected, bare }: { one: StaffedCell; href: string; selected: boolean; bare: boolean }) {
  const { cell, staff } = one
  const who = staff.map((person) => person.personName).join('、')
  return (
    <li>
      <Row href={href} selected={selected} {...(bare ? { lead: <Lamp lamp="AMBER" /> } : {})} title={`${cell.communityName} ${cell.name}`} meta={who ? (bare ? t('staffing.shared', { names: who }) : who) : t('staffing.nobody')}
        end={staff.length > 1 ? <span class="faint small">{t('staffing.people', { n: staff.length })}</span> : undefined} />
    </li>
  )
}
