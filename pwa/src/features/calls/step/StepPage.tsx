import type { ComponentChildren } from 'preact'
import { Page } from '../../../shell/Page'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Phrases } from '../../../ui/Phrases'
import { useSendKey } from '../../../ui/useSendKey'
import { t } from '../../../words'
import { StepBar } from '../../../ui/StepBar'
import { FORMS, type CallFull, type Choice } from '../steps'
import { labelOf } from '../detail/parties'
import { reasonAgainst, type Sending } from './useStep'

interface Props {
  call: CallFull
  choice: Choice
  /** the one question of this screen */
  ask: string
  lead?: string
  sending: Sending
  /** the condition that stands above the buttons */
  note?: ComponentChildren
  /** what is missing, in words */
  missing?: string | undefined
  label?: string
  /** the button leads on within the step, and does not take it yet */
  onward?: boolean
  beside?: ComponentChildren
  /** other ways out, in a quiet line under the button */
  below?: ComponentChildren
  onSend: () => void
  children: ComponentChildren
}

/** A step with a screen of its own: a question, its answer, and the one button; Ctrl+Enter presses it. */
export function StepPage({ call, choice, ask, lead, sending, note, missing, label, onward, beside, below, onSend, children }: Props) {
  const against = reasonAgainst(call, choice)
  const { icon, destructive } = FORMS[choice.step]
  const trouble = sending.error ?? missing
  const press = () => void (against === null && !sending.busy && onSend())
  useSendKey(press)
  return (
    <Page
      title={ask}
      docked
      bar={<StepBar title={call.number ?? call.title} up={`/calls/${call.id}`} />}
      dock={
        <Dock noteId="step-note" note={against !== null ? <span class="danger" role="alert">{against}</span> : trouble ? <span class="danger" role="alert">{trouble}</span> : note}>
          {beside}
          <Button kind={destructive ? 'destructive' : 'primary'} {...(onward ? {} : { icon })} busy={sending.busy} refused={against !== null} describedBy="step-note" onClick={press}>
            {label ?? labelOf(choice)}
          </Button>
          {below && <div class="ways">{below}</div>}
        </Dock>
      }
    >
      <h1 class="step-ask" tabIndex={-1}><Phrases text={ask} /></h1>
      <p class="small dim step-lead">{lead ?? (call.title || t('call.untitled'))}</p>
      {children}
    </Page>
  )
}
