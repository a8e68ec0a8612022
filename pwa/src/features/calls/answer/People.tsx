import { useState } from 'preact/hooks'
import { SendPeopleDocument, UnitPeopleDocument } from '../gql/graphql'
import { act } from '../../../api/request'
import { useShown } from '../../../api/shown'
import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'
import { shortUnit } from '../detail/parties'
import { StepPage } from '../step/StepPage'
import { useStep, type PartStepProps } from '../step/useStep'

/** 派人: who of the unit goes. */
export function People(props: PartStepProps) {
  const { call, choice, part } = props
  const shown = useShown(UnitPeopleDocument, { unitId: part.unitId }, { staleBy: () => false })
  const people = shown.data.value?.unitMembers
  const [chosen, setChosen] = useState<string[]>(part.people.map((one) => one.personId))
  const [missing, setMissing] = useState<string>()
  const sending = useStep(props, chosen)
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const send = () => {
    setMissing(chosen.length ? undefined : t('people.none'))
    if (chosen.length) sending.send((id) => act(SendPeopleDocument, { input: { id, callId: call.id, assignmentId: part.id }, personIds: chosen }))
  }
  return (
    <StepPage call={call} choice={choice} ask={t('people.ask', { unit: shortUnit(part.unitName) })} sending={sending} missing={missing}
      note={t('people.note')} {...(chosen.length ? { label: t('people.do', { n: chosen.length }) } : {})} onSend={send}>
      {!people && <p class="small dim top">{shown.problem.value ? t('step.offlinePeople') : '…'}</p>}
      <div class="chips top">
        {people?.map(({ personId, name }) => (
          <label key={personId} class={chosen.includes(personId) ? 'chip on' : 'chip'}>
            <input class="vh" type="checkbox" checked={chosen.includes(personId)} onChange={() => toggle(personId)} />
            <span class={chosen.includes(personId) ? 'check on' : 'check'}><Icon name="check" /></span>{name}
          </label>
        ))}
      </div>
    </StepPage>
  )
}
