import './styles/index.css'
import './shell/look'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { listen } from './api/feed'
import { me } from './api/session'
import { forgetSnaps } from './api/snaps'
import { startOutbox, unsent } from './offline/outbox'
import { App } from './shell/App'
import { askToSendLater, registerWorker } from './shell/update'
import { keepWarm } from './shell/warm'

/** Another person sees other things: begin anew. */
let person: string | undefined = me.peek()?.person.id
effect(() => {
  const next = me.value?.person.id
  if (next === person) return
  person = next
  listen()
  forgetSnaps()
})

effect(() => {
  if (unsent.value > 0) void askToSendLater()
})

render(<App />, document.getElementById('app')!)
listen()
startOutbox()
keepWarm()
void registerWorker()
