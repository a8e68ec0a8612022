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
import { latest, type Account } from '../heads'
import { ofPoints } from '../stale'
import { GoodSheet } from './GoodSheet'

export type Good = GoodPartsFragment

/** What is left of it, how many one may have. */
export const stockLine = (good: Good): string =>
  facts(
    good.stock === 0 ? t('good.gone') : good.stock !== null && t('good.left', { n: good.stock }),
    good.perMonth !== null && t('good.perMonth', { n: good.perMonth }),
  )

/** Whose points can be spent: mine first, then those of units that I represent; null for a visitor. */
export interface Payer {
  unitId: string | null
  name: string
  available: number
}

function usePayers(): [Payer, ...Payer[]] | null {
  const answer = useShown(WalletBalanceDocument, {}, { when: signedIn.value, staleBy: ofPoints }).data.value
  if (!signedIn.value) return null
  const left = (account: Account | null | undefined) => (account ? latest(account).available : 0)
  const units = (answer?.unitWallets ?? []).filter(({ account }) => account)
  return [{ unitId: null, name: t('good.mine'), available: left(answer?.myPoints) }, ...units.map(({ unitId, name, account }) => ({ unitId, name, available: left(account) }))]
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
  const payers = usePayers()
  return (
    <>
      <dl class="facts">
        <dt>{t('branch.place')}</dt><dd>{facts(branch.streetName, branch.place)}</dd>
        <dt>{t('branch.hours')}</dt><dd>{branch.hours}{!branch.open && <> <span class="tag">{t('branch.closed')}</span></>}</dd>
      </dl>
      {branch.badConnection && <p class="says top-says">{t('branch.badSays', { n: limits.voucherDays })}</p>}
      <Section title={t('branch.goods')} count={branch.goods.length}
        aside={payers === null ? undefined : <span class="small dim aside-end">{t('good.have', { n: payers[0].available })}</span>}>
        {branch.goods.length === 0 ? <Empty title={t('good.none')}>{t('good.noneHint')}</Empty> : (
          <Rows label={t('branch.goods')}>
            {branch.goods.toSorted((a, b) => Number(b.available) - Number(a.available)).map((good) => <li key={good.id}><GoodRow good={good} onChoose={() => (chosen.value = good.id)} /></li>)}
          </Rows>
        )}
      </Section>
      <GoodSheet good={branch.goods.find((good) => good.id === chosen.value) ?? null} branch={branch} limits={limits} payers={payers} onClose={() => (chosen.value = null)} />
    </>
  )
}

const GoodRow = ({ good, onChoose }: { good: Good; onChoose: () => void }) => (
  <Row onClick={onChoose} icon={good.kind === 'GOODS' ? 'gift' : 'people'} class={good.available ? 'good-row' : 'good-row gone'} title={good.name}
    meta={<>{good.words}{stockLine(good) && <span class="m">{stockLine(good)}</span>}</>}
    end={<span class={good.available ? 'good-price' : 'good-price good-none'}>{pointsWord(good.points)}</span>} />
)
