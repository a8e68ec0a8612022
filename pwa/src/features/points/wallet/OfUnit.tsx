import { Page } from '../../../shell/Page'
import { Bar } from '../../../ui/Bar'
import { t } from '../../../words'
import { UnitWallet } from './Wallet'
import { useWallet } from './useWallet'

/** /bank/units/:id: the points of a unit that I represent. */
export function OfUnit({ id }: { id: string }) {
  const title = useWallet(id).unit?.name ?? t('bank.units')
  return <Page title={title} bar={<Bar title={title} up="/bank" />}><UnitWallet id={id} /></Page>
}
