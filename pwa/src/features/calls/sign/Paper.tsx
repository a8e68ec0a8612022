import type { ComponentChildren } from 'preact'
import type { CallFull } from '../steps'
import { settings } from '../../../api/session'
import { Phrases } from '../../../ui/Phrases'
import { t } from '../../../words'
import { Thumbs } from '../../snaps/detail/Photos'
import { fieldsOf, type FormContent } from './form'

interface Props {
  form: FormContent
  photos: CallFull['photos']
  number?: string | null
  children?: ComponentChildren
}

/** The call form as it is signed: nothing stands on it that is not in the signed text, but its number and signature. */
export function Paper({ form, photos, number, children }: Props) {
  const signed = photos.filter((photo) => form.photos.includes(photo.sha256))
  return (
    <article class="paper sheet-of-paper">
      <p class="small dim">{t('form.head', { district: settings.value?.rootName ?? '' })}</p>
      {number && <p class="small dim">{number}</p>}
      <h1 class="serif"><Phrases text={form.title} /></h1>
      <dl class="facts">
        {fieldsOf(form).map(({ name, value }) => (
          <>
            <dt>{t(`form.${name}`)}</dt>
            <dd class={name === 'words' || name === 'done' || name === 'asks' ? 'serif' : ''}>{value}{name === 'photos' && signed.length > 0 && <Thumbs photos={signed} />}</dd>
          </>
        ))}
      </dl>
      {children}
    </article>
  )
}
