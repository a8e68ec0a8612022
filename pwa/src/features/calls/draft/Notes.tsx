import { Button } from '../../../ui/Button'
import { t } from '../../../words'
import { takeTheirs, type FormField } from './form'
import { change, clash, draft, known, safety } from './saving'

/** Where what is written is safe just now. */
export const Safety = () => <span role="status">{t(`draft.safe.${safety.value}`)}</span>

/** Why it came back, and what somebody else wrote meanwhile. */
export function Notes() {
  const back = known.value.call?.entries.findLast((entry) => entry.words && (entry.step === 'SEND_TO_DRAFTER' || entry.step === 'SEND_BACK'))
  return (
    <>
      {back && (
        <p class="aside">{t(back.step === 'SEND_BACK' ? 'draft.backByDesk' : 'draft.backByHead', { name: back.byName })}<span class="told serif">{t('story.quote', { words: back.words })}</span></p>
      )}
      {clash.value && <Clash {...clash.value} />}
    </>
  )
}

/** The other's words beside mine: mine stand until theirs are taken. */
function Clash({ theirs, fields }: NonNullable<typeof clash.value>) {
  const mine = draft.value!.form
  const settle = (field: FormField) => {
    const rest = fields.filter((one) => one !== field)
    clash.value = rest.length ? { theirs, fields: rest } : null
  }
  const take = (field: FormField) => {
    change(takeTheirs(mine, theirs, field))
    settle(field)
  }
  return (
    <div class="clash" role="alert">
      <b>{t('draft.clash')}</b>
      {fields.map((field) => (
        <div key={field} class="stack">
          <p><span class="small dim">{t(`draft.field.${field}`)}</span> <span class="serif">{shown(theirs[field], theirs, field)}</span></p>
          <div class="wrap">
            <Button compact onClick={() => settle(field)}>{t('draft.keepMine')}</Button>
            <Button compact onClick={() => take(field)}>{t('draft.takeTheirs')}</Button>
          </div>
        </div>
      ))}
    </div>
  )
}

/** A field's value in words. */
function shown(value: unknown, form: { place: { words: string }; urgency: 'NORMAL' | 'URGENT' | 'EMERGENCY' }, field: FormField): string {
  if (field === 'urgency') return t(`urgency.${form.urgency}`)
  if (field === 'place') return form.place.words || t('place.onMap')
  if (field === 'itemId') return t('draft.otherItem')
  return Array.isArray(value) ? t('draft.count', { n: value.length }) : String(value ?? '')
}
