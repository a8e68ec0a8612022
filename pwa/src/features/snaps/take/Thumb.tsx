import { Icon, type IconName } from '../../../ui/Icon'
import { usePicture } from './picture'

/** A small square picture of a stored photo; an icon where there is none. */
export function Thumb({ id, alt, icon = 'picture', class: cls = 'thumb' }: { id: string | undefined; alt: string; icon?: IconName; class?: string }) {
  const picture = usePicture(id, true)
  if (picture?.url) return <img class={cls} src={picture.url} alt={alt} />
  return <span class={cls}><Icon name={icon} />{alt && <span class="vh">{alt}</span>}</span>
}
