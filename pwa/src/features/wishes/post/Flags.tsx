import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'
import type { SafetyFlag } from '../gql/graphql'
import { FLAGS } from './form'

interface Props {
  flags: readonly SafetyFlag[]
  onFlags: (flags: SafetyFlag[]) => void
}

/** What makes two go instead of one; each a line that is ticked. */
export const Flags = ({ flags, onFlags }: Props) => (
  <fieldset class="wish-flags">
    <legend class="small dim">{t('wishFlag.legend')}</legend>
    {FLAGS.map((flag) => {
      const on = flags.includes(flag)
      return (
        <label key={flag} class="row mid">
          <input class="vh" type="checkbox" checked={on} onChange={() => onFlags(on ? flags.filter((one) => one !== flag) : [...flags, flag])} />
          <span class={on ? 'check on' : 'check'} aria-hidden="true"><Icon name="check" /></span>
          <span class="grow"><span class="t">{t(`wishFlag.${flag}`)}</span><span class="m">{t(`wishFlag.${flag}.hint`)}</span></span>
        </label>
      )
    })}
  </fieldset>
)
