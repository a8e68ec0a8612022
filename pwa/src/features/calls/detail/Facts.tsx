import type { ComponentChildren } from 'preact'
import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'
import { limitSpan, STAGES } from '../../responsibility/limits'
import { Thumbs } from '../../snaps/detail/Photos'
import { titleOf } from '../../snaps/list/title'
import type { CallFull } from '../steps'
import { listed } from '../when'

/** What the call rests on: item, sources, what was found, done and asked; who signed. */
export function Facts({ call }: { call: CallFull }) {
  return (
    <dl class="facts call-facts">
      {call.itemNumber && <Fact name={t('call.item')}><Item call={call} /></Fact>}
      {call.item && <Limits call={call} item={call.item} />}
      {call.snaps.length > 0 && <Fact name={t('call.sources')}><Sources call={call} /></Fact>}
      {call.words && <Fact name={t('call.words')}><span class="serif">{call.words}</span></Fact>}
      {call.doneAlready && <Fact name={t('call.doneAlready')}><span class="serif">{call.doneAlready}</span></Fact>}
      {call.asks && <Fact name={t('call.asks')}><span class="serif">{call.asks}</span></Fact>}
      {call.photos.length > 0 && <Fact name={t('call.photos')}><Thumbs photos={call.photos} /></Fact>}
      {call.orderText && <Fact name={t('call.order')}><span class="serif">{call.orderText}</span></Fact>}
      {call.opinion && <Fact name={t('call.opinion')}><span class="serif">{call.opinion}</span></Fact>}
      {call.reopened > 0 && <Fact name={t('call.reopened')}>{t('call.reopenedTimes', { n: call.reopened })}</Fact>}
      <Fact name={t('call.signed')}><Signature call={call} /></Fact>
    </dl>
  )
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

function Item({ call }: { call: CallFull }) {
  const situation = call.item?.situations.find((one) => one.id === call.situationId)
  return (
    <>
      {t('call.itemOf', { number: call.itemNumber, name: call.itemName })}
      {situation && t('call.situationOf', { number: situation.number.replaceAll('-', '\u2011'), words: situation.words })}
      {call.item?.demonstration && <> <span class="tag">{t('call.demonstration')}</span></>}
      {call.itemId && <a class="link" href={`/list/${call.itemId}`}><span>{t('duty.toItem')}</span><Icon name="forward" small /></a>}
    </>
  )
}

/** How long each stage may take at this urgency; what stands in no source says that it is provisional. */
function Limits({ call, item }: { call: CallFull; item: NonNullable<CallFull['item']> }) {
  const limits = STAGES.flatMap((stage) => item.limits.filter((one) => one.stage === stage && one.urgency === call.urgency))
  if (!limits.length) return null
  return (
    <Fact name={t('call.limits')}>
      {listed(limits.map((one) => t(`limit.${one.stage}`, { span: limitSpan(one) })))}
      {limits.some((one) => one.assumed) && <> <span class="tag">{t('detail.limitAssumed')}</span></>}
    </Fact>
  )
}

function Sources({ call }: { call: CallFull }) {
  const neighbours = call.snaps.reduce((sum, snap) => sum + snap.backers, 0)
  return (
    <>
      {t('call.fromSnaps', { n: call.snaps.length })}{neighbours > 0 && t('call.neighbours', { n: neighbours })}
      {call.snaps.map((snap) => <a key={snap.id} class="link" href={`/snaps/${snap.id}`}><span>{titleOf(snap)}</span><Icon name="forward" small /></a>)}
    </>
  )
}

function Signature({ call }: { call: CallFull }) {
  if (!call.form) return <>{t('call.unsigned')}</>
  const { signedBy, acting, seal } = call.form
  return (
    <a class="link seal-line" href={`/calls/${call.id}/form`}>
      <span>{t(acting ? 'call.signedActing' : 'call.signedBy', { name: signedBy })} · {t('call.seal', { seal })}</span>
      <Icon name="forward" small />
    </a>
  )
}
