import { useState } from 'preact/hooks'
import { may, signedIn } from '../../../api/session'
import { Button } from '../../../ui/Button'
import { Dock } from '../../../ui/Dock'
import { Icon } from '../../../ui/Icon'
import { Sheet } from '../../../ui/Sheet'
import { t } from '../../../words'
import { FORMS, offer, pathOf, type Offered, type Step, type WishFull } from '../steps'
import { StepSheet } from './StepSheet'

export interface ActionsOf {
  wish: WishFull
  offered: Offered
  /** a visitor may claim once signed in */
  visitor: boolean
  docked: boolean
  asking: Step | null
  more: boolean
  begin: (step: Step) => void
  openMore: () => void
  close: () => void
  reload: () => Promise<void>
}

const NOTHING: Offered = { primary: null, secondary: null, against: null, more: [] }

/** What can be done with the wish, and what is being asked just now. */
export function useActions(wish: WishFull, reload: () => Promise<void>): ActionsOf {
  const [asking, setAsking] = useState<Step | null>(null)
  const [more, setMore] = useState(false)
  const visitor = !signedIn.value && wish.status === 'PUBLISHED'
  const offered = signedIn.value ? offer(wish, may) : NOTHING
  return {
    wish, offered, visitor, asking, more, reload,
    docked: visitor || offered.primary !== null,
    begin: (step) => { setMore(false); setAsking(step) },
    openMore: () => setMore(true),
    close: () => { setMore(false); setAsking(null) },
  }
}

/** The dock at the thumb and the sheets that it opens. */
export function Actions({ actions }: { actions: ActionsOf }) {
  const { wish, offered, asking } = actions
  return (
    <>
      {actions.visitor && (
        <Dock note={t('wish.signInFirst')}><Button kind="primary" icon="heart" href={`/signin?next=/wishes/${wish.id}`}>{t('wishDo.CLAIM')}</Button></Dock>
      )}
      {offered.primary && <AtThumb actions={actions} primary={offered.primary} />}
      <Sheet open={actions.more} title={t('call.moreTitle')} onClose={actions.close}><More actions={actions} /></Sheet>
      {asking && <StepSheet key={asking} wish={wish} step={asking} onClose={actions.close} onDone={() => { actions.close(); void actions.reload() }} />}
    </>
  )
}

function AtThumb({ actions, primary }: { actions: ActionsOf; primary: Step }) {
  const { against, secondary } = actions.offered
  return (
    <Dock noteId="wish-note" note={against}>
      {secondary && <StepButton step={secondary} actions={actions} />}
      <StepButton step={primary} actions={actions} primary refused={against !== null} />
    </Dock>
  )
}

/** A step with a screen of its own is a link to it. */
function StepButton({ step, actions, primary, refused }: { step: Step; actions: ActionsOf; primary?: boolean; refused?: boolean }) {
  const { icon, how, destructive } = FORMS[step]
  const target = how === 'screen' && !refused ? { href: pathOf(actions.wish.id, step) } : { onClick: () => actions.begin(step) }
  const kind = primary ? 'primary' : destructive ? 'destructive' : 'secondary'
  return <Button kind={kind} {...(primary ? { icon } : {})} {...(refused ? { refused, describedBy: 'wish-note' } : {})} {...target}>{t(`wishDo.${step}`)}</Button>
}

const More = ({ actions }: { actions: ActionsOf }) => (
  <ul class="rows">
    {actions.offered.more.map(({ step, reason }) => (
      <li key={step}>
        {reason === null ? <MoreRow step={step} actions={actions} /> : (
          <div class="row mid">
            <span class="faint"><Icon name={FORMS[step].icon} /></span>
            <span class="grow"><span class="faint">{t(`wishDo.${step}`)}</span><span class="m">{reason}</span></span>
          </div>
        )}
      </li>
    ))}
  </ul>
)

function MoreRow({ step, actions }: { step: Step; actions: ActionsOf }) {
  const { icon, how, destructive } = FORMS[step]
  const cls = destructive ? 'row mid danger' : 'row mid'
  const face = <><Icon name={icon} /><span class="grow">{t(`wishDo.${step}`)}</span><Icon name="forward" small /></>
  if (how === 'screen') return <a class={cls} href={pathOf(actions.wish.id, step)}>{face}</a>
  return <button type="button" class={cls} onClick={() => actions.begin(step)}>{face}</button>
}
