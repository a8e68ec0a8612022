import type { ComponentChildren } from 'preact'
import { t } from '../../../words'
import type { Chosen } from './StepSheet'

export interface Choice extends Chosen {
  /** where the same thing can stand there twice, with different posts */
  key?: string
  meta: ComponentChildren
}

interface Props {
  label: string
  choices: readonly Choice[]
  chosen: string | null
  onChoose: (chosen: Chosen) => void
}

/** One of many, as rows with a ring that fills. */
export function PickList({ label, choices, chosen, onChoose }: Props) {
  if (!choices.length) return <p class="small dim" role="status">{t('step.noMatch')}</p>
  return (
    <fieldset class="pick-list">
      <legend class="vh">{label}</legend>
      {choices.map((choice) => (
        // The label's text is the choice's name and meta, which the rule does not see.
        // oxlint-disable-next-line jsx-a11y/label-has-associated-control
        <label key={choice.key ?? choice.id} class={choice.id === chosen ? 'row mid on' : 'row mid'} for={`pick-${choice.key ?? choice.id}`}>
          <input id={`pick-${choice.key ?? choice.id}`} type="radio" name="pick" value={choice.id} checked={choice.id === chosen} onChange={() => onChoose({ id: choice.id, name: choice.name })} />
          <span class="grow"><span class="t">{choice.name}</span><span class="m">{choice.meta}</span></span>
        </label>
      ))}
    </fieldset>
  )
}
