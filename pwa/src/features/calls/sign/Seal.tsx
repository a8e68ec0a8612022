import { t } from '../../../words'

/** Nine characters in three columns, read from the right; dashed until it is signed. */
export function Seal({ characters, waiting }: { characters: string; waiting?: boolean }) {
  const all = [...characters]
  const places = [0, 3, 6, 1, 4, 7, 2, 5, 8]
  return (
    <div class={waiting ? 'seal wait' : 'seal'} role="img" lang="zh-CN" aria-label={t('seal.spelled', { characters: all.join('、') })}>
      {places.map((place) => <span key={place} aria-hidden="true">{all[place]}</span>)}
    </div>
  )
}
