import type { WishFiguresQuery } from '../gql/graphql'
import { signedIn, settings } from '../../../api/session'
import { Bell } from '../../../shell/Bell'
import { Button, IconButton } from '../../../ui/Button'
import { t } from '../../../words'
import { usePlaces } from './useWishes'

type Figures = WishFiguresQuery['wishCounts'] | undefined

interface Props {
  figures: Figures
  within: string | null
  searching: boolean
  onSearch: () => void
}

/** The title, what has become of all wishes there, and how far claiming and fulfilling are apart. */
export function WallHead({ figures, within, searching, onSearch }: Props) {
  const { nameOf } = usePlaces()
  const place = (within && nameOf(within)) || settings.value?.rootName || ''
  return (
    <header class="head wish-top">
      <div class="line">
        <h1 class="grow">{t('wishes.title')}</h1>
        {!searching && <IconButton icon="search" label={t('ui.search')} onClick={onSearch} />}
        <Bell />
        <Button kind="primary" compact icon="plus" href={signedIn.value ? '/wishes/new' : '/signin?next=/wishes/new'}>{t('wishes.post')}</Button>
      </div>
      <Funnel figures={figures} place={place} />
    </header>
  )
}

function Funnel({ figures, place }: { figures: Figures; place: string }) {
  const { published = 0, claimed = 0, fulfilled = 0, underWay = 0, stale = 0 } = figures ?? {}
  const share = (part: number) => ({ '--p': published ? part / published : 0 })
  const open = claimed - fulfilled
  return (
    <div class="wish-funnel" aria-live="polite">
      <p class="where">{figures ? t('wishes.figures', { place, published, claimed, fulfilled }) : place}</p>
      <div class="meter two" aria-hidden="true"><i style={share(claimed)} /><i style={share(fulfilled)} /></div>
      <p class="cap dim">
        {figures && (stale > 0 ? t('wishes.stale', { n: stale }) : underWay > 0 ? t('wishes.underWay', { n: Math.max(open, underWay) }) : t('wishes.allWell'))}{' '}
        <span class="wish-links"><a class="accent" href="/wishes/board">{t('wishes.toBoard')}</a> · <a class="accent" href="/wishes/units">{t('wishes.toUnits')}</a></span>
      </p>
    </div>
  )
}
