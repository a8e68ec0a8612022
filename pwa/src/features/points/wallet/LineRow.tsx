import type { LinePartsFragment } from '../gql/graphql'
import { Row } from '../../../ui/Row'
import { t } from '../../../words'
import { when } from '../../../words/time'
import { facts, signed } from '../amount'

/** One line of a statement: what for, when and where, how many. */
export function LineRow({ line }: { line: LinePartsFragment }) {
  return (
    <Row {...(line.link ? { href: line.link } : {})} class={line.reversed ? 'line-row undone' : 'line-row'} title={line.title}
      meta={facts(when(line.at), line.place, line.reversed && t('bank.reversed'))}
      end={<b class={line.amount > 0 ? 'amount plus' : 'amount'}>{signed(line.amount)}</b>} />
  )
}
