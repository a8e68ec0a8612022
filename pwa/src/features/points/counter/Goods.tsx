import { CounterGoodsDocument } from '../gql/graphql'
import { may } from '../../../api/session'
import { useManaged } from '../../people/useManaged'
import { Button } from '../../../ui/Button'
import { Empty } from '../../../ui/Empty'
import { Row, Rows } from '../../../ui/Row'
import { Section } from '../../../ui/Section'
import { t } from '../../../words'
import { pointsWord } from '../amount'
import { stockLine, type Good } from '../exchange/BranchView'

/** The catalogue of a branch, as its keeper sees it: what is offered, then what was taken out. */
export function Goods({ branchId, base, selected }: { branchId: string; base: string; selected?: string | undefined }) {
  const shown = useManaged(CounterGoodsDocument, { id: branchId })
  const goods = shown.data.value?.branch?.goods
  if (!goods) return shown.problem.value ? <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty> : null
  const offered = goods.filter((good) => !good.withdrawn)
  const withdrawn = goods.filter((good) => good.withdrawn)
  const rows = (list: readonly Good[]) => (
    <Rows>{list.map((good) => <li key={good.id}><GoodRow good={good} href={`${base}/${good.id}`} selected={good.id === selected} /></li>)}</Rows>
  )
  return (
    <>
      <Section title={t('good.offered')} count={offered.length} aside={may('good:offer') && <span class="aside-end"><Button compact icon="plus" href={`${base}/new`}>{t('good.add')}</Button></span>}>
        {offered.length ? rows(offered) : <Empty title={t('good.noneKept')}>{t('good.noneKeptHint')}</Empty>}
      </Section>
      {withdrawn.length > 0 && <Section title={t('good.withdrawn')} count={withdrawn.length}>{rows(withdrawn)}</Section>}
    </>
  )
}

const GoodRow = ({ good, href, selected }: { good: Good; href: string; selected: boolean }) => (
  <Row href={href} selected={selected} icon={good.kind === 'GOODS' ? 'gift' : 'people'} class={good.withdrawn ? 'good-row gone' : 'good-row'} title={good.name}
    meta={stockLine(good) || t('good.unlimited')} end={<span class="good-price">{pointsWord(good.points)}</span>} />
)
