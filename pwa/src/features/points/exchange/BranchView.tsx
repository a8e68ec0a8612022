import { useSignal } from '@preact/signals'
import { ExchangeBranchDocument, WalletBalanceDocument, type ExchangeBranchQuery, type GoodPartsFragment } from '../gql/graphql'
import { signedIn } from '../../../api/session'
import { useShown } from '../../../api/shown'
import { Page } from '../../../shell/Page'
import { Bar } from '../../../ui/Bar'
import { Empty } from '../../../ui/Empty'
import { Row, Rows } from '../../../ui/Row'
import { Section } from '../../../ui/Section'
import { t } from '../../../words'
import { facts, pointsWord } from '../amount'
import { latest } from '../heads'
import { ofPoints } from '../stale'
import { GoodSheet } from './GoodSheet'

export type Good = GoodPartsFragment

/** What is left of it, how many one may have. */
export const stockLine = (good: Good): string =>
  facts(
    good.stock === 0 ? t('good.gone') : good.stock !== null && t('good.left', { n: good.stock }),
    good.perMonth !== null && t('good.perMonth', { n: good.perMonth }),
  )

/** What I can spend; null for a visitor. */
function useAvailable(): number | null {
  const mine = useShown(WalletBalanceDocument, {}, { when: signedIn.value, staleBy: ofPoints }).data.value?.myPoints
  if (!signedIn.value) return null
  return mine ? latest(mine).available : 0
}

/** /bank/branches/:id: one branch and what it gives for points. */
export function BranchView({ id }: { id: string }) {
  const shown = useShown(ExchangeBranchDocument, { id }, { staleBy: ofPoints })
  const answer = shown.data.value
  const title = answer?.branch?.name ?? t('branch.title')
  return (
    <Page title={title} bar={<Bar title={title} up="/bank/branches" />}>
      {!answer && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
      {answer && !answer.branch && <Empty title={t('branch.missing')} action={{ label: t('branch.seeAll'), href: '/bank/branches' }}>{t('branch.missingHint')}</Empty>}
      {answer?.branch && <Catalogue branch={answer.branch} limits={answer.settings} />}
    </Page>
  )
}

type Shown = NonNullable<ExchangeBranchQuery['branch']>

function Catalogue({ branch, limits }: { branch: Shown; limits: ExchangeBranchQuery['settings'] }) {
  const chosen = useSignal<string | null>(null)
  const available = useAvailable()
  return (
    <>
      <dl class="facts">
        <dt>{t('branch.place')}</dt><dd>{facts(branch.streetName, branch.place)}</dd>
        <dt>{t('branch.hours')}</dt><dd>{branch.hours}{!branch.open && <> <span class="tag">{t('branch.closed')}</span></>}</dd>
      </dl>
      {branch.badConnection && <p class="says top-says">{t('branch.badSays', { n: limits.voucherDays })}</p>}
      <Section title={t('branch.goods')} count={branch.goods.length}
        aside={available === null ? undefined : <span class="small dim aside-end">{t('good.have', { n: available })}</span>}>
        {branch.goods.length === 0 ? <Empty title={t('good.none')}>{t('good.noneHint')}</Empty> : (
          <Rows label={t('branch.goods')}>
            {branch.goods.toSorted((a, b) => Number(b.available) - Number(a.available)).map((good) => <li key={good.id}><GoodRow good={good} onChoose={() => (chosen.value = good.id)} /></li>)}
          </Rows>
        )}
      </Section>
      <GoodSheet good={branch.goods.find((good) => good.id === chosen.value) ?? null} branch={branch} limits={limits} available={available} onClose={() => (chosen.value = null)} />
    </>
  )
}

const GoodRow = ({ good, onChoose }: { good: Good; onChoose: () => void }) => (
  <Row onClick={onChoose} icon={good.kind === 'GOODS' ? 'gift' : 'people'} class={good.available ? 'good-row' : 'good-row gone'} title={good.name}
    meta={<>{good.words}{stockLine(good) && <span class="m">{stockLine(good)}</span>}</>}
    end={<span class={good.available ? 'good-price' : 'good-price good-none'}>{pointsWord(good.points)}</span>} />
)
