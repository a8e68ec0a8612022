import { OfficeRulesDocument, type RulePartsFragment } from '../gql/graphql'
import { may, settings } from '../../../api/session'
import { Button } from '../../../ui/Button'
import { Empty } from '../../../ui/Empty'
import { Row, Rows } from '../../../ui/Row'
import { Section } from '../../../ui/Section'
import { t } from '../../../words'
import { date, dayOf, now } from '../../../words/time'
import { useManaged } from '../../people/useManaged'
import { facts } from '../amount'
import { caps, inForce } from '../wallet/Rules'
import { Area } from './Area'

const UP = '/bank/street/rules'
export const CAUSES: readonly RulePartsFragment['cause'][] = ['WISH_SERVICE', 'WISH_GOODS', 'SNAP_VERIFIED', 'ACTIVITY_HOUR']

/** Since when, until when, and for how long points of it are good. */
const term = (rule: RulePartsFragment): string =>
  facts(t('rule.since', { date: date(rule.startsOn) }), rule.endsOn && t('rule.until', { date: date(rule.endsOn) }), t('rule.valid', { n: rule.daysValid }))

/** Earning rules: those in force, those to come, those that were. A rule is never changed, only followed by the next. */
export function OfficeRules() {
  const shown = useManaged(OfficeRulesDocument, { code: settings.value?.rootCode ?? '' })
  const rules = shown.data.value?.earningRules
  const today = dayOf(now.value)
  const holding = rules ? inForce(rules, today) : []
  const coming = rules?.filter((rule) => rule.startsOn > today) ?? []
  const past = rules?.filter((rule) => !holding.includes(rule) && !coming.includes(rule)) ?? []
  const row = (rule: RulePartsFragment) => (
    <li key={rule.id}><Row title={t(`cause.${rule.cause}`)} meta={facts(term(rule), caps(rule) || t('rule.noCaps'))} end={<b class="amount">{t('bank.plus', { n: rule.points })}</b>} /></li>
  )
  const without = CAUSES.filter((cause) => !holding.some((rule) => rule.cause === cause))
  return (
    <Area area="rules" add={may('points:rule') && { label: t('rule.add'), href: `${UP}/new` }}>
      <p class="small dim">{t('rule.hint')}</p>
      {!rules && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
      {rules && (
        <>
          <Section title={t('rule.inForce')} count={holding.length}>
            <Rows>
              {holding.map(row)}
              {without.map((cause) => <li key={cause}><Row title={t(`cause.${cause}`)} meta={t('rule.nothing')} class="gone" end={may('points:rule') ? <Button compact href={`${UP}/new?cause=${cause}`}>{t('rule.set')}</Button> : undefined} /></li>)}
            </Rows>
          </Section>
          {coming.length > 0 && <Section title={t('rule.coming')} count={coming.length}><Rows>{coming.map(row)}</Rows></Section>}
          {past.length > 0 && <Section title={t('rule.past')} count={past.length}><Rows>{past.map(row)}</Rows></Section>}
        </>
      )}
    </Area>
  )
}
