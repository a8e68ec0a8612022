import { me } from '../../../api/session'
import { useShown } from '../../../api/shown'
import { t } from '../../../words'
import { OneRegisteredUnitDocument } from '../gql/graphql'

interface Props {
  unitId: string | null
  value: string
  onValue: (personId: string) => void
}

/** Who of the unit takes the claim over: verified members, each once. */
export function MemberChoice({ unitId, value, onValue }: Props) {
  const unit = useShown(OneRegisteredUnitDocument, { id: unitId ?? '' }, { when: unitId !== null }).data.value?.registeredUnit
  const own = me.value?.person.id
  const members = new Map((unit?.members ?? []).flatMap((one) => (one.verified && one.personId && one.personId !== own ? [[one.personId, one.personName ?? ''] as const] : [])))
  if (unit && members.size === 0) return <p class="small">{t('wishStep.noMembers')}</p>
  return (
    <fieldset class="pick-list">
      <legend class="vh">{t('wishStep.member')}</legend>
      {[...members].map(([id, name]) => (
        <label key={id} class={`row mid${id === value ? ' on' : ''}`}>
          <input type="radio" name="member" checked={id === value} onChange={() => onValue(id)} />
          <span class="grow">{name}</span>
        </label>
      ))}
    </fieldset>
  )
}
