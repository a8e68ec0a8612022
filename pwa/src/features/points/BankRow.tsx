import { WalletBalanceDocument } from './gql/graphql'
import { signedIn } from '../../api/session'
import { useShown } from '../../api/shown'
import { Row } from '../../ui/Row'
import { t } from '../../words'
import { latest } from './heads'
import { ofPoints } from './stale'

/** The way to the bank from another screen, with what one has; for `screen(() => import(...))`, inside a <li> of <Rows>. */
export default function BankRow() {
  const account = useShown(WalletBalanceDocument, {}, { when: signedIn.value, staleBy: ofPoints }).data.value?.myPoints
  return <Row href="/bank" icon="gift" title={t('me.bank')} meta={account ? t('me.bankHave', { n: latest(account).available }) : t('me.bankHint')} chevron />
}
