import { IconButton } from '../ui/Button'
import { t } from '../words'
import { unread } from './unread'
import { wide } from './wide'

/** The way to the inbox from every root screen, with what is unread; on a desk the rail has it. */
export function Bell() {
  if (wide.value) return null
  const count = unread.value
  const label = count > 0 ? `${t('nav.inbox')}，${t('nav.unread', { n: count })}` : t('nav.inbox')
  return <IconButton icon="bell" label={label} href="/inbox" count={count} />
}
