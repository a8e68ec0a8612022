import { useLocation } from 'preact-iso'
import { Page } from '../../shell/Page'
import { Panes } from '../../shell/Panes'
import { wide } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { IconButton } from '../../ui/Button'
import { t } from '../../words'
import '../people/manage.css'
import '../snaps/list/list.css'
import './bank.css'
import { BranchView } from './exchange/BranchView'
import { Branches } from './exchange/Branches'
import { Give } from './wallet/Give'
import { OneRedemption } from './wallet/OneRedemption'
import { Rules } from './wallet/Rules'
import { Lines, UnitLines } from './wallet/Statement'
import { OfUnit } from './wallet/OfUnit'
import { Wallet } from './wallet/Wallet'

/** The screen of a path below /bank; nothing for the wallet itself. */
function screenOf(area: string | undefined, id: string | undefined, part: string | undefined) {
  if (area === 'branches') return id ? <BranchView key={id} id={id} /> : <Branches />
  if (area === 'redemptions' && id) return <OneRedemption key={id} id={id} />
  if (area === 'units' && id) return part === 'lines' ? <UnitLines key={id} id={id} /> : <OfUnit key={id} id={id} />
  if (area === 'lines') return <Lines />
  if (area === 'give') return <Give />
  if (area === 'rules') return <Rules />
  return null
}

/** /bank: my points, what they can be exchanged for, and to whom they can be given. Desks see the wallet beside everything. */
export default function Bank() {
  const { path } = useLocation()
  const [area, id, part] = path.split('/').slice(2)
  const inner = screenOf(area, id, part)
  if (wide.value) return <Panes list={() => <div class="bank-pane"><h1>{t('bank.title')}</h1><Wallet /></div>} main={inner ?? <Branches />} />
  return inner ?? <Page title={t('bank.title')} bar={<Bar title={t('bank.title')} up="/me"><IconButton icon="book" label={t('bank.rules')} href="/bank/rules" /></Bar>}><Wallet /></Page>
}
