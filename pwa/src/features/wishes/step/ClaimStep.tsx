import { useState } from 'preact/hooks'
import { act } from '../../../api/request'
import { settings } from '../../../api/session'
import { useShown } from '../../../api/shown'
import { Field } from '../../../ui/Field'
import { Phrases } from '../../../ui/Phrases'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import { daysOn, dayWords, firstDay } from '../days'
import { ClaimWishDocument, WishUnitsDocument } from '../gql/graphql'
import { whoWhere } from '../said'
import type { StepProps } from '../Step'
import { StepPage } from './StepPage'
import { useStep } from './useStep'

const PLAN_AT_MOST = 100
const MYSELF = 'myself'

/** How one will help, until when, and in whose name; what claiming shows and what it records. */
export function ClaimStep(props: StepProps) {
  const { wish } = props
  const atMost = settings.value?.wishPromiseDaysAtMost ?? 30
  const [plan, setPlan] = useState('')
  const [promisedOn, setPromisedOn] = useState(() => firstDay(wish.wantedBy, atMost))
  const [name, setName] = useState(MYSELF)
  const [missing, setMissing] = useState<string>()
  const units = useShown(WishUnitsDocument, {}, { staleBy: () => false }).data.value?.myUnits ?? []
  const unitId = name === MYSELF ? null : name
  const sending = useStep(props, 'CLAIM', { plan, promisedOn, unitId })
  const send = () => {
    const lacking = !plan.trim() ? t('claim.planNeeded') : !promisedOn ? t('wishStep.pickDay') : undefined
    setMissing(lacking)
    if (!lacking) sending.send((id) => act(ClaimWishDocument, { input: { id, wishId: wish.id, plan: plan.trim(), promisedOn, unitId } }))
  }
  return (
    <StepPage wish={wish} step="CLAIM" ask={t('claim.ask')} sending={sending} missing={missing} note={t('claim.note')} onSend={send}>
      <blockquote class="wish-asked"><span class="serif"><Phrases text={wish.words} /></span><span class="small dim">{whoWhere(wish)}</span></blockquote>
      <div class="stack top">
        <Field label={t('claim.plan')} hint={t('claim.planHint')} value={plan} maxLength={PLAN_AT_MOST} autoComplete="off" onValue={(value) => { setPlan(value); setMissing(undefined) }} />
        <Field type="date" label={t('claim.promised')} hint={wish.wantedBy ? t('claim.wanted', { day: dayWords(wish.wantedBy) }) : t('claim.promisedHint', { n: atMost })}
          value={promisedOn} min={daysOn(0)} max={daysOn(atMost)} onValue={setPromisedOn} />
        {units.length > 0 && (
          <div class="filter-tiles stack">
            <h2 class="small dim">{t('claim.inName')}</h2>
            <Tiles segments label={t('claim.inName')} value={name} options={[{ value: MYSELF, label: t('claim.myself') }, ...units.map((unit) => ({ value: unit.id, label: unit.name }))]} onChoose={setName} />
            <p class="small dim">{t('claim.inNameHint')}</p>
          </div>
        )}
        {wish.twoNeeded && <p class="aside">{t('claim.two')}</p>}
      </div>
    </StepPage>
  )
}
