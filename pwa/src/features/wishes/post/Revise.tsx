import { useMemo, useState } from 'preact/hooks'
import { newId } from '../../../api/ids'
import { act } from '../../../api/request'
import { dropPhoto } from '../../../offline/store'
import { toast } from '../../../ui/Toast'
import { Empty } from '../../../ui/Empty'
import { Page } from '../../../shell/Page'
import { useReturn } from '../../../shell/trail'
import { Bar } from '../../../ui/Bar'
import { t } from '../../../words'
import { ReviseWishDocument } from '../gql/graphql'
import type { StepProps } from '../Step'
import { reasonAgainst } from '../step/useStep'
import { bringPhotos } from '../take'
import { changed, formOf, inputOf } from './form'
import { Writing } from './Writing'

/** A wish that was sent back or not yet reviewed, in the writing again; the reason stands above it. */
export function Revise({ wish, reload }: StepProps) {
  const goBackTo = useReturn()
  const [form, setForm] = useState(() => formOf(wish))
  const id = useMemo(newId, [form]) // the same content sent twice is one step
  const against = reasonAgainst(wish, 'REVISE')
  if (against !== null)
    return <Page title={t('wishDo.REVISE')} bar={<Bar title={t('wishDo.REVISE')} up={`/wishes/${wish.id}`} />}><Empty title={against} action={{ label: t('wish.see'), href: `/wishes/${wish.id}` }} /></Page>
  const back = wish.status === 'SENT_BACK' ? wish.entries.findLast((entry) => entry.step === 'SEND_BACK') : undefined
  const send = async () => {
    const fresh = form.photos.filter((photo) => !photo.confirmed)
    await bringPhotos(fresh)
    await act(ReviseWishDocument, { input: inputOf(id, form), wishId: wish.id }).finally(() => void reload())
    await Promise.all(fresh.map((photo) => dropPhoto(photo.id)))
    toast(t('wishDone.REVISE'))
    goBackTo(`/wishes/${wish.id}`)
  }
  return (
    <Writing title={t('wishDo.REVISE')} up={`/wishes/${wish.id}`} form={form} change={(patch) => setForm((now) => changed(now, patch))} send={send} label={t('wishPost.again')} note={t('wishPost.note')}
      lead={back && <p class="aside wish-back">{t('wishPost.sentBack')} <span class="serif">{t('story.quote', { words: back.words })}</span></p>} />
  )
}
