import { me, signedIn } from '../../../api/session'
import { Page } from '../../../shell/Page'
import { Bar } from '../../../ui/Bar'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Empty } from '../../../ui/Empty'
import { Row, Rows } from '../../../ui/Row'
import { Section } from '../../../ui/Section'
import { useState } from 'preact/hooks'
import { t } from '../../../words'
import { OwnRegistrationsDocument, RegisteredUnitsDocument, type OwnRegistrationsQuery } from '../gql/graphql'
import { dayWords } from '../days'
import { PlaceChoice } from '../PlaceChoice'
import { useUnits } from './useUnits'

type Registration = OwnRegistrationsQuery['registrations'][number]
const COMMUNITY = 12

/** /wishes/units: where I and my units are registered, and which units are registered at a community. */
export function OwnRegistrations() {
  const shown = useUnits(OwnRegistrationsDocument, {}, signedIn.value)
  const answer = shown.data.value
  const own = answer?.registrations.filter(isOwn) ?? []
  return (
    <Page title={t('double.title')} docked={signedIn.value} bar={<Bar title={t('double.title')} up="/wishes" />}
      dock={signedIn.value && <Dock><Button kind="primary" icon="plus" href="/wishes/units/register">{t('double.register')}</Button></Dock>}>
      <p class="dim">{t('double.lead')}</p>
      {answer && (
        <Section title={t('double.mine')}>
          {own.length ? <Rows label={t('double.mine')}>{own.map((one) => <li key={one.id}><RegistrationRow registration={one} /></li>)}</Rows>
            : <Empty title={t('double.none')}>{t('double.noneHint')}</Empty>}
        </Section>
      )}
      {shown.problem.value && !answer && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
      <AtCommunity />
    </Page>
  )
}

/** One's own and one's units'; of colleagues, whom the unit's page lists, only those whom one has to verify. */
const isOwn = ({ personId, personName, verified, endsOn }: Registration): boolean => personName === null || personId === me.value?.person.id || (!verified && !endsOn)

/** The unit, where, since when; what is still missing. */
function RegistrationRow({ registration: { unitId, unitName, personName, communityName, startsOn, endsOn, verified } }: { registration: Registration }) {
  const state = endsOn ? t('double.ended', { day: dayWords(endsOn) }) : verified ? t('double.since', { day: dayWords(startsOn) }) : t('double.unverified')
  return <Row href={`/wishes/units/${unitId}`} icon={personName ? 'person' : 'house'} title={unitName} meta={[personName ? t('double.member', { name: personName }) : t('double.unit'), communityName, state].join(' · ')} chevron />
}

/** The units registered at a community: the reader's own, or any. */
function AtCommunity() {
  const own = me.value?.homeCode ?? ''
  const [community, setCommunity] = useState<string | null>(own.length >= COMMUNITY ? own.slice(0, COMMUNITY) : null)
  const ready = community?.length === COMMUNITY
  const units = useUnits(RegisteredUnitsDocument, { community: community ?? '' }, ready).data.value?.registeredUnits
  return (
    <Section title={t('double.at')} count={ready ? units?.length : undefined}>
      <div class="stack units-place"><PlaceChoice community code={community} onCode={setCommunity} /></div>
      {ready && units && (units.length ? (
        <Rows label={t('double.at')}>
          {units.map(({ unit, membersCount, claimed, fulfilled }) => (
            <li key={unit.id}><Row href={`/wishes/units/${unit.id}`} icon="house" title={unit.name} meta={t('double.figures', { members: membersCount, claimed, fulfilled })} chevron /></li>
          ))}
        </Rows>
      ) : <Empty title={t('double.noUnits')}>{t('double.noUnitsHint')}</Empty>)}
    </Section>
  )
}
