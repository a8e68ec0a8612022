import { useMemo } from 'preact/hooks'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { signedIn } from '../../../api/session'
import { Page } from '../../../shell/Page'
import { Bar } from '../../../ui/Bar'
import { Button } from '../../../ui/Button'
import { Counts } from '../../../ui/Counts'
import { Dock } from '../../../ui/Dock'
import { Empty } from '../../../ui/Empty'
import { Row, Rows } from '../../../ui/Row'
import { Section } from '../../../ui/Section'
import { toast } from '../../../ui/Toast'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { dayWords } from '../days'
import { EndRegistrationDocument, OneRegisteredUnitDocument, VerifyMemberDocument, type RegisteredUnitPartsFragment } from '../gql/graphql'
import { changed, useUnits } from './useUnits'

type Registration = RegisteredUnitPartsFragment['members'][number]

/** /wishes/units/:id: where a unit is registered, what it has claimed and fulfilled, and, for its contact, who belongs to it. */
export function UnitView({ id }: { id: string }) {
  const shown = useUnits(OneRegisteredUnitDocument, { id })
  const unit = shown.data.value?.registeredUnit
  if (unit) return <Known it={unit} />
  const title = t('double.title')
  return (
    <Page title={title} bar={<Bar title={title} up="/wishes/units" />}>
      {unit === null && <Empty title={t('double.gone')} action={{ label: t('double.toList'), href: '/wishes/units' }}>{t('double.goneHint')}</Empty>}
      {unit === undefined && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
    </Page>
  )
}

function Known({ it }: { it: RegisteredUnitPartsFragment }) {
  const { unit, communities, members, membersCount, claimed, fulfilled, contactOfMine } = it
  const running = communities.filter((one) => !one.endsOn)
  const isMember = members.some((one) => one.mine && one.personName && !one.endsOn)
  const joins = signedIn.value && !contactOfMine && !isMember && running.length > 0
  return (
    <Page title={unit.name} docked={joins || contactOfMine} bar={<Bar title={unit.name} up="/wishes/units" />}
      dock={joins ? <Dock note={t('double.joinNote')}><Button kind="primary" icon="plus" href={`/wishes/units/register?as=member&unit=${unit.id}&community=${running[0]!.community}`}>{t('double.join')}</Button></Dock>
        : contactOfMine && <Dock><Button kind="primary" icon="plus" href={`/wishes/units/register?unit=${unit.id}`}>{t('double.again')}</Button></Dock>}>
      <p class="dim small unit-kind">{t(`unitKind.${unit.kind}`)}</p>
      <Counts label={unit.name} counts={[{ label: t('double.members'), value: membersCount }, { label: t('double.claimed'), value: claimed }, { label: t('double.fulfilled'), value: fulfilled }]} />
      <Section title={t('double.communities')}>
        <Rows label={t('double.communities')}>{communities.map((one) => <li key={one.id} class="with-act"><Reported registration={one} ends={contactOfMine} /></li>)}</Rows>
      </Section>
      {(members.length > 0 || contactOfMine) && (
        <Section title={t('double.members')} count={members.length}>
          {members.length ? <Rows label={t('double.members')}>{members.map((one) => <li key={one.id} class="with-act"><Member registration={one} verifies={contactOfMine} /></li>)}</Rows>
            : <Empty title={t('double.noMembers')}>{t('double.noMembersHint')}</Empty>}
        </Section>
      )}
    </Page>
  )
}

const period = ({ startsOn, endsOn }: Registration): string => (endsOn ? t('double.fromTo', { from: dayWords(startsOn), to: dayWords(endsOn) }) : t('double.since', { day: dayWords(startsOn) }))

function Reported({ registration, ends }: { registration: Registration; ends: boolean }) {
  return (
    <>
      <Row title={registration.communityName} meta={period(registration)} />
      {ends && !registration.endsOn && <Ending registration={registration} />}
    </>
  )
}

/** A member, and for the contact: verified, or to be verified. */
function Member({ registration, verifies }: { registration: Registration; verifies: boolean }) {
  const { verified, endsOn, communityName } = registration
  const task = useTask()
  const id = useMemo(newId, [registration.id])
  const verify = () => task.run(async () => {
    await act(VerifyMemberDocument, { id, registrationId: registration.id })
    changed()
    toast(t('double.verifiedDone'))
  })
  return (
    <>
      <Row title={registration.personName ?? ''} meta={[communityName, endsOn || verified ? period(registration) : t('double.unverified')].join(' · ')} />
      {!endsOn && !verified && verifies && <Button compact busy={task.busy} onClick={verify}>{t('double.verify')}</Button>}
      {!endsOn && (verifies || registration.mine) && <Ending registration={registration} />}
      {task.error && <p class="small danger" role="alert">{task.error}</p>}
    </>
  )
}

/** Ends it from today; what was claimed stays claimed. */
function Ending({ registration }: { registration: Registration }) {
  const task = useTask()
  const id = useMemo(newId, [registration.id])
  const end = () => task.run(async () => {
    await act(EndRegistrationDocument, { id, registrationId: registration.id })
    changed()
    toast(t('double.endDone'))
  })
  return (
    <>
      <Button kind="quiet" compact busy={task.busy} onClick={end}>{t('double.end')}</Button>
      {task.error && <p class="small danger" role="alert">{task.error}</p>}
    </>
  )
}
