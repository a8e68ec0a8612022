import type { ComponentChildren } from 'preact'
import { Page } from '../../../shell/Page'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Phrases } from '../../../ui/Phrases'
import { StepBar } from '../../../ui/StepBar'
import { useSendKey } from '../../../ui/useSendKey'
import { t } from '../../../words'
import { FORMS, type Step, type WishFull } from '../steps'
import { reasonAgainst, type Sending } from './useStep'

interface Props {
  wish: WishFull
  step: Step
  /** the one question of this screen */
  ask: string
  sending: Sending
  /** the condition that stands above the buttons */
  note?: ComponentChildren
  /** what is missing, in words */
  missing: string | undefined
  beside?: ComponentChildren
  onSend: () => void
  children: ComponentChildren
}

/** A step with a screen of its own: a question, its answer, and the one button; Ctrl+Enter presses it. */
export function StepPage({ wish, step, ask, sending, note, missing, beside, onSend, children }: Props) {
  const against = reasonAgainst(wish, step)
  const trouble = against ?? sending.error ?? missing
  const press = () => void (against === null && !sending.busy && onSend())
  useSendKey(press)
  return (
    <Page title={ask} docked bar={<StepBar title={t('wish.title')} up={`/wishes/${wish.id}`} />}
      dock={
        <Dock noteId="step-note" note={trouble ? <span class="danger" role="alert">{trouble}</span> : note}>
          {beside}
          <Button kind="primary" icon={FORMS[step].icon} busy={sending.busy} refused={against !== null} describedBy="step-note" onClick={press}>{t(`wishDo.${step}`)}</Button>
        </Dock>
      }>
      <h1 class="step-ask" tabIndex={-1}><Phrases text={ask} /></h1>
      {children}
    </Page>
  )
}
