import { OneRedemptionDocument } from '../gql/graphql'
import { signedIn } from '../../../api/session'
import { useShown } from '../../../api/shown'
import { Page } from '../../../shell/Page'
import { Bar } from '../../../ui/Bar'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Empty } from '../../../ui/Empty'
import { t } from '../../../words'
import { facts } from '../amount'
import { ofPoints } from '../stale'
import { statusOf, Ticket } from './Ticket'
import { Cancel } from './Wallet'

/** /bank/redemptions/:id: the code as large as the screen, for the keeper to read. */
export function OneRedemption({ id }: { id: string }) {
  const shown = useShown(OneRedemptionDocument, { id }, { when: signedIn.value, staleBy: ofPoints })
  const redemption = shown.data.value?.redemption
  const waits = redemption && statusOf(redemption) === 'WAITING'
  const up = redemption?.unitId ? `/bank/units/${redemption.unitId}` : '/bank'
  return (
    <Page title={t('bank.code')} docked bar={<Bar title={t('bank.code')} up={up} />}
      dock={<Dock>{waits && !redemption.voucher && <Cancel redemption={redemption} reload={shown.reload} />}<Button kind="primary" href={up}>{t('bank.back')}</Button></Dock>}>
      {!redemption && shown.data.value && <Empty title={t('bank.noCode')}>{t('bank.noCodeHint')}</Empty>}
      {!shown.data.value && shown.problem.value && <Empty title={t('shell.offlineFirst')}>{t('shell.offlineFirstHint')}</Empty>}
      {redemption && (
        <>
          <Ticket redemption={redemption} large />
          {waits && <p class="small dim bank-after">{t(redemption.voucher ? 'bank.showVoucher' : 'bank.show', { branch: redemption.branch.name, place: facts(redemption.branch.place, redemption.branch.hours) })}</p>}
        </>
      )}
    </Page>
  )
}
