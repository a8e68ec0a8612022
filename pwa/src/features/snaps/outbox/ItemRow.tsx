import type { SnapCategory } from '../../../api/gql/graphql'
import { receiptOf } from '../../../api/ids'
import { me } from '../../../api/session'
import { isDrafted, type Kind, type OutboxItem } from '../../../offline/format'
import { halted } from '../../../offline/outbox'
import { sizeOf } from '../../../offline/size'
import { Button, IconButton } from '../../../ui/Button'
import { Icon, type IconName } from '../../../ui/Icon'
import { Lamp } from '../../../ui/Lamp'
import { t } from '../../../words'
import { clock, fours, now, when } from '../../../words/time'
import { CATEGORIES } from '../take/said'
import { Thumb } from '../take/Thumb'
import { reasonOf } from './reason'

const ICONS: Partial<Record<Kind, IconName>> = {
  backSnap: 'people',
  takeOnSnap: 'flag',
  assignSnap: 'person',
  solveSnap: 'check',
  confirmSnapSolved: 'check',
  fixSnapOnTheSpot: 'check',
  raiseSnapToStreet: 'up',
  relocateSnap: 'pin',
  checkIn: 'pin',
  reportCompletion: 'check',
  redeem: 'gift',
  postWish: 'heart',
}

/** A snap without a photo shows its kind; a step shows what it is. */
function iconOf(item: OutboxItem): IconName {
  const category = (item.variables.input as { category?: SnapCategory } | undefined)?.category
  return ICONS[item.kind] ?? CATEGORIES.find((one) => one.value === category)?.icon ?? 'pencil'
}

function StateOf({ item }: { item: OutboxItem }) {
  if (item.state === 'sent') return <Lamp lamp="GREEN">{t('outbox.state.sent')}</Lamp>
  if (item.state === 'needsYou') return <span class="lamp a"><Icon name="pencil" small />{t('outbox.state.needsYou')}</span>
  if (item.state === 'sending') return <span class="lamp n"><Icon name="send" small />{t('outbox.state.sending')}</span>
  const signIn = me.value === null || halted.value === 'signIn'
  const later = item.dueAt > now.value && halted.value === null
  const word = signIn ? t('outbox.state.signIn') : later ? t('outbox.state.later', { at: clock(item.dueAt) }) : t('outbox.state.waiting')
  return <span class="lamp n"><Icon name={signIn ? 'lock' : 'clock'} small />{word}</span>
}

/** Only what is about a snap has a receipt number. */
const WITHOUT_RECEIPT = new Set<Kind>(['checkIn', 'reportCompletion', 'postWish', 'redeem'])

function metaOf(item: OutboxItem): string {
  if (item.state === 'needsYou') return reasonOf(item)
  if (item.state === 'sent') {
    return [!WITHOUT_RECEIPT.has(item.kind) && t('outbox.receipt', { number: fours(item.answer?.receipt ?? receiptOf(item.id)) }), item.photos.length > 0 && t('outbox.verified')].filter(Boolean).join(' · ')
  }
  const taken = (item.variables.input as { takenAt?: string } | undefined)?.takenAt
  const checked = item.variables.checkedAt as string | undefined
  const size = item.photos.reduce((sum, photo) => sum + photo.size, 0)
  return [
    checked ? t('outbox.checked', { at: when(checked) }) : taken ? t('outbox.taken', { at: when(taken) }) : when(new Date(item.madeAt).toISOString()),
    item.photos.length > 0 && t('outbox.photos', { n: item.photos.length }),
    size > 0 && sizeOf(size),
  ].filter(Boolean).join(' · ')
}

interface Props {
  item: OutboxItem
  onOpen: () => void
  onMore: () => void
}

/** One thing: picture, what it is, its state in shape, colour and word, and the one useful button. */
export const ItemRow = ({ item, onOpen, onMore }: Props) => (
  <div class="row outbox-row">
    <Thumb id={item.photos[0]?.id} alt="" icon={item.photos.length ? 'picture' : iconOf(item)} />
    <div class="grow" role={item.state === 'sending' ? 'status' : undefined}>
      <div class="t">{item.title || t(`outbox.kind.${item.kind}`)}</div>
      <StateOf item={item} />
      <div class="m">{metaOf(item)}</div>
    </div>
    <div class="outbox-do">
      {item.state === 'needsYou' && (
        <Button compact onClick={onOpen}>{t(isDrafted(item) ? 'outbox.mend' : 'outbox.lookAt')}</Button>
      )}
      {item.state !== 'sending' && <IconButton icon="more" label={t('outbox.more', { what: item.title })} onClick={onMore} />}
    </div>
  </div>
)
