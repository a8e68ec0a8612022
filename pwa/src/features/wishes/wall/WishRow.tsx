import { Lamp, lampLetter } from '../../../ui/Lamp'
import { Phrases } from '../../../ui/Phrases'
import { useFlash } from '../../../ui/useFlash'
import { t } from '../../../words'
import { withoutStars } from '../../../words/hidden'
import { when } from '../../../words/time'
import { leftOf } from '../days'
import { wishHead, type WishHead } from '../heads'
import { wantedWords, whoWhere } from '../said'

const UNREAD = new Set<WishHead['status']>(['TO_REVIEW', 'SENT_BACK'])

interface Props {
  id: string
  selected: boolean
}

/** One wish on the wall, in the wisher's words. It reads the store, so it changes in place when news comes. */
export function WishRow({ id, selected }: Props) {
  const wish = wishHead(id)?.value
  return wish ? <Known wish={wish} selected={selected} /> : null
}

function Known({ wish, selected }: { wish: WishHead; selected: boolean }) {
  const flash = useFlash(wish.version)
  return (
    <li>
      <a class={['row wish-row', selected && 'sel', flash && 'flash'].filter(Boolean).join(' ')} href={`/wishes/${wish.id}`} aria-current={selected ? 'true' : undefined} data-row>
        <span class="wish-said">
          <span class="quote"><Phrases text={UNREAD.has(wish.status) ? withoutStars(wish.words) : wish.words} /></span>
          {wish.thumbUrl && <img class="thumb" src={wish.thumbUrl} alt="" width="56" height="56" loading="lazy" />}
        </span>
        <span class="wish-meta small">
          <span class="dim grow">{whoWhere(wish)}</span>
          <End wish={wish} />
        </span>
      </a>
    </li>
  )
}

/** What matters of it just now: what is earned, the promise, the day it came true; before that, whose turn it is. */
function End({ wish }: { wish: WishHead }) {
  const { status, promisedOn, lamp } = wish
  if (status === 'CLAIMED' && promisedOn)
    return wish.stale
      ? <Lamp lamp={lamp}>{t('wish.nearlyStale', { left: leftOf(promisedOn) })}</Lamp>
      : <span class={`lamp ${lampLetter(lamp)}`}>{leftOf(promisedOn)}</span>
  if (status === 'FULFILLED') return <span class="faint nowrap">{when(wish.updatedAt)}</span>
  if (status !== 'PUBLISHED') return <span class="nowrap">{t(`wishStatus.${status}`)}</span>
  const wanted = wantedWords(wish)
  return (
    <>
      {wanted && <span class="dim nowrap">{wanted}</span>}
      {wish.points + wish.given > 0 && <b class="accent nowrap">{t('wish.plusPoints', { n: wish.points + wish.given })}</b>}
    </>
  )
}
