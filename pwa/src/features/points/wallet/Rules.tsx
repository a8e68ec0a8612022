import { RulesInForceDocument, type RulePartsFragment } from '../gql/graphql'
import { settings } from '../../../api/session'
import { useShown } from '../../../api/shown'
import { Page } from '../../../shell/Page'
import { Bar } from '../../../ui/Bar'
import { Empty } from '../../../ui/Empty'
import { Row, Rows } from '../../../ui/Row'
import { t } from '../../../words'
import { dayOf, now } from '../../../words/time'
import { facts } from '../amount'
import { ofPoints } from '../stale'

/** The rules that hold on a day, one for each cause. */
export function inForce<R extends Pick<RulePartsFragment, 'cause' | 'startsOn' | 'endsOn' | 'version'>>(rules: readonly R[], day: string): R[] {
  const holding = rules.filter((rule) => rule.startsOn <= day && (rule.endsOn === null || rule.endsOn >= day))
  return holding.filter((rule) => !holding.some((other) => other.cause === rule.cause && other.version > rule.version))
}

/** "每天最多 3 分 · 每月最多 30 分": the caps of a rule that has any. */
export const caps = (rule: RulePartsFragment): string =>
  facts(
    rule.perDay !== null && t('rule.perDay', { n: rule.perDay }),
    rule.perMonth !== null && t('rule.perMonth', { n: rule.perMonth }),
    rule.perCause !== null && t('rule.perCause', { n: rule.perCause }),
    rule.perPairMonth !== null && t('rule.perPair', { n: rule.perPairMonth }),
  )

/** /bank/rules: how one earns, how long it is good for, and what points are not. */
export function Rules() {
  const shown = useShown(RulesInForceDocument, { code: settings.value?.rootCode ?? '' }, { staleBy: ofPoints })
  const answer = shown.data.value?.earningRules
  const rules = answer && inForce(answer, dayOf(now.value))
  return (
    <Page title={t('bank.rules')} bar={<Bar title={t('bank.rules')} up="/bank" />}>
      <p class="dim ask-hint">{t('bank.rulesHint')}</p>
      {!answer && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
      {rules?.length === 0 && <Empty title={t('rule.none')}>{t('rule.noneHint')}</Empty>}
      {rules && rules.length > 0 && (
        <Rows label={t('bank.rules')}>
          {rules.map((rule) => (
            <li key={rule.id}><Row title={t(`cause.${rule.cause}`)} meta={caps(rule) || t('rule.noCaps')} end={<b class="amount plus">{t('bank.plus', { n: rule.points })}</b>} /></li>
          ))}
        </Rows>
      )}
      <div class="stack top">
        <p class="says">{t('bank.notSold')}</p>
        <p class="says">{t('bank.lasts')}</p>
      </div>
    </Page>
  )
}
