import { useLocation } from 'preact-iso'
import { useMemo, useState } from 'preact/hooks'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { may, me } from '../../../api/session'
import { Page } from '../../../shell/Page'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { StepBar } from '../../../ui/StepBar'
import { Tiles } from '../../../ui/Tiles'
import { toast } from '../../../ui/Toast'
import { useSendKey } from '../../../ui/useSendKey'
import { useTask } from '../../../ui/useTask'
import { Phrases } from '../../../ui/Phrases'
import { t } from '../../../words'
import { RegisterAsMemberDocument, RegisterUnitDocument, RegisteredUnitsDocument } from '../gql/graphql'
import { PlaceChoice } from '../PlaceChoice'
import { changed, useUnits } from './useUnits'

const COMMUNITY = 12
type As = 'member' | 'unit'

/** The units in whose name this person speaks. */
const represented = () => (may('unit:represent') ? [...new Map((me.value?.posts ?? []).map((post) => [post.unit.id, post.unit])).values()] : [])

/** /wishes/units/register: a unit reports to a community, or a person as a member of one that has. */
export function Register() {
  const { route, query } = useLocation()
  const own = represented()
  const [as, setAs] = useState<As>(own.length && query.as !== 'member' ? 'unit' : 'member')
  const [community, setCommunity] = useState<string | null>(query.community ?? null)
  const [unitId, setUnitId] = useState(query.unit ?? (own.length === 1 ? own[0]!.id : ''))
  const [missing, setMissing] = useState<string>()
  const id = useMemo(newId, [as, community, unitId])
  const task = useTask()
  const press = () => {
    const lacking = community?.length !== COMMUNITY ? t('register.communityNeeded') : !unitId ? t('register.unitNeeded') : undefined
    setMissing(lacking)
    if (lacking || !community) return
    task.run(async () => {
      const input = { id, unitId, community }
      await (as === 'unit' ? act(RegisterUnitDocument, { input }) : act(RegisterAsMemberDocument, { input }))
      changed()
      toast(t(as === 'unit' ? 'register.unitDone' : 'register.memberDone'))
      route(`/wishes/units/${unitId}`, true)
    })
  }
  useSendKey(press)
  const trouble = missing ?? task.error
  return (
    <Page title={t('register.title')} docked bar={<StepBar title={t('double.title')} up="/wishes/units" />}
      dock={(
        <Dock note={trouble ? <span class="danger" role="alert">{trouble}</span> : t(as === 'unit' ? 'register.unitNote' : 'register.memberNote')}>
          <Button kind="primary" icon="check" busy={task.busy} onClick={press}>{t(as === 'unit' ? 'register.doUnit' : 'register.doMember')}</Button>
        </Dock>
      )}>
      <h1 class="step-ask" tabIndex={-1}><Phrases text={t('register.ask')} /></h1>
      <div class="stack top filter-tiles">
        {own.length > 0 && (
          <Tiles<As> segments label={t('register.ask')} value={as} options={[{ value: 'unit', label: t('register.asUnit') }, { value: 'member', label: t('register.asMember') }]}
            onChoose={(next) => { setAs(next); setUnitId(next === 'unit' && own.length === 1 ? own[0]!.id : '') }} />
        )}
        <PlaceChoice community code={community} onCode={(code) => { setCommunity(code); setMissing(undefined); if (as === 'member') setUnitId('') }} />
        <UnitChoice as={as} own={own} community={community} value={unitId} onValue={(unit) => { setUnitId(unit); setMissing(undefined) }} />
      </div>
    </Page>
  )
}

interface UnitChoiceProps {
  as: As
  own: readonly { id: string; name: string }[]
  community: string | null
  value: string
  onValue: (unitId: string) => void
}

/** One's own units, or those that have reported to the community. */
function UnitChoice({ as, own, community, value, onValue }: UnitChoiceProps) {
  const there = useUnits(RegisteredUnitsDocument, { community: community ?? '' }, as === 'member' && community?.length === COMMUNITY).data.value?.registeredUnits
  const units = as === 'unit' ? own : (there ?? []).map(({ unit }) => unit)
  if (as === 'member' && there?.length === 0) return <p class="small dim">{t('register.noUnits')}</p>
  if (!units.length) return null
  return (
    <>
      <h2 class="small dim" aria-hidden="true">{t('register.unit')}</h2>
      <fieldset class="pick-list plain">
        <legend class="vh">{t('register.unit')}</legend>
        {units.map((unit) => (
          <label key={unit.id} class={`row mid${unit.id === value ? ' on' : ''}`}>
            <input type="radio" name="unit" checked={unit.id === value} onChange={() => onValue(unit.id)} />
            <span class="grow">{unit.name}</span>
          </label>
        ))}
      </fieldset>
    </>
  )
}
