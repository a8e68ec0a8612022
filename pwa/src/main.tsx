import './styles/index.css'
import './shell/look'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { hangUp } from './api/feed'
import { me, refreshSession } from './api/session'
import { forgetSnaps } from './api/snaps'
import { startOutbox, unsent } from './offline/outbox'
import { App } from './shell/App'
import { askToSendLater, registerWorker } from './shell/update'
import { wordsReady } from './words'

/** Another person sees other things: begin anew. */
let person: string | undefined = me.peek()?.person.id
effect(() => {
  const next = me.value?.person.id
  if (next === person) return
  person = next
  hangUp()
  forgetSnaps()
})

effect(() => {
  if (unsent.value > 0) void askToSendLater()
})

void wordsReady().finally(() => render(<App />, document.getElementById('app')!))
/** With the network at hand, what a person opens first without it is kept: their messages. */
async function warmUp(): Promise<void> {
  const { warmInbox } = await import('./features/inbox/useInbox')
  await warmInbox()
}

async function begin(): Promise<void> {
  await refreshSession().catch(() => undefined)
  startOutbox()
  if (me.peek()) await warmUp().catch(() => undefined)
}

void begin()
void registerWorker()
