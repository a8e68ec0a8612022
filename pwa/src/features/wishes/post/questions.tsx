import type { ComponentType } from 'preact'
import { may, me, settings } from '../../../api/session'
import { Area, Field } from '../../../ui/Field'
import { Icon } from '../../../ui/Icon'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import { dayOf, now } from '../../../words/time'
import { StepPhotos } from '../../snaps/detail/StepPhotos'
import { daysOn } from '../days'
import { PlaceChoice } from '../PlaceChoice'
import { Flags } from './Flags'
import { CONSENTS, KINDS, WHOS, type Question } from './form'
import type { AskedProps } from './Writing'

const WORDS_AT_MOST = 200
const A_YEAR = 365

const errorOf = ({ lacking }: AskedProps, field: string): string | undefined => (lacking?.field === field ? lacking.why : undefined)

function What(props: AskedProps) {
  const { form, change } = props
  return (
    <div class="stack top filter-tiles">
      <Tiles segments label={t('wishes.kind')} value={form.kind} options={KINDS.map((value) => ({ value, label: t(`wishKind.${value}`) }))} onChoose={(kind) => change({ kind })} />
      <div data-field="words" class="wish-write"><Area label={t('wishPost.words')} hint={t(`wishPost.wordsHint.${form.kind}`)} value={form.words} rows={4} maxLength={WORDS_AT_MOST} error={errorOf(props, 'words')} onValue={(words) => change({ words })} /></div>
      <div data-field="photos" class="stack">
        <p class="small dim">{t('wishPost.photo')}</p>
        <StepPhotos photos={form.photos} onPhotos={(next) => change(({ photos }) => ({ photos: next(photos) }))} />
        {errorOf(props, 'photos') && <p class="small danger" role="alert">{errorOf(props, 'photos')}</p>}
      </div>
    </div>
  )
}

function When(props: AskedProps) {
  const { form, change } = props
  const limit = settings.value?.wishAmountLimitYuan ?? 500
  return (
    <div class="stack top">
      <div data-field="wantedBy"><Field type="date" label={t('wishPost.wantedBy')} hint={t('wishPost.wantedByHint')} value={form.wantedBy} min={daysOn(1)} max={daysOn(A_YEAR)} error={errorOf(props, 'wantedBy')} onValue={(wantedBy) => change({ wantedBy })} /></div>
      <div data-field="amountYuan">
        <Field inputMode="numeric" label={t('wishPost.amount')} hint={t('wishPost.amountHint', { n: limit })} value={form.amount} error={errorOf(props, 'amountYuan')}
          end={<span class="dim">{t('wishPost.yuan')}</span>} onValue={(amount) => change({ amount: amount.replaceAll(/\D/g, '') })} />
      </div>
      <p><span class="tag">{t('wishPost.amountAssumed')}</span></p>
    </div>
  )
}

/** Today with its hour, another day at its noon: a consent cannot lie ahead. */
const consentOn = (day: string): string => (!day || day >= daysOn(0) ? new Date(now.value).toISOString() : `${day}T12:00:00+08:00`)

function Whom(props: AskedProps) {
  const { form, change } = props
  const own = me.value?.person
  const forWhom = (whom: 'ONESELF' | 'SOMEONE') =>
    change(whom === 'SOMEONE'
      ? { for: whom, name: form.name === own?.name ? '' : form.name, consentAt: form.consentAt || consentOn('') }
      : { for: whom, name: form.name || (own?.name ?? ''), consentHow: null })
  return (
    <div class="stack top filter-tiles">
      {may('wish:post_for') && (
        <Tiles segments label={t('wishPost.for')} value={form.for} onChoose={forWhom}
          options={[{ value: 'ONESELF', label: t('wishPost.forOneself') }, { value: 'SOMEONE', label: t('wishPost.forSomeone') }]} />
      )}
      <h2 class="small dim">{t('wishPost.who')}</h2>
      <Tiles segments label={t('wishPost.who')} value={form.who} options={WHOS.map((value) => ({ value, label: t(`wishWho.${value}`) }))} onChoose={(who) => change({ who })} />
      {form.for === 'SOMEONE' && <Consent {...props} />}
    </div>
  )
}

/** Somebody else's wish is posted with their consent; how and when is written down. */
function Consent(props: AskedProps) {
  const { form, change } = props
  return (
    <div class="stack" data-field="consentHow">
      <h2 class="small dim">{t('wishPost.consent')}</h2>
      <Tiles segments label={t('wishPost.consent')} value={form.consentHow} options={CONSENTS.map((value) => ({ value, label: t(`consent.${value}`) }))}
        onChoose={(consentHow) => change({ consentHow, consentAt: form.consentAt || consentOn('') })} />
      {errorOf(props, 'consentHow') && <p class="small danger" role="alert">{errorOf(props, 'consentHow')}</p>}
      <Field type="date" label={t('wishPost.consentAt')} max={daysOn(0)} value={form.consentAt ? dayOf(Date.parse(form.consentAt)) : ''} onValue={(day) => change({ consentAt: consentOn(day) })} />
    </div>
  )
}

function Where(props: AskedProps) {
  const { form, change } = props
  const someone = form.for === 'SOMEONE'
  return (
    <div class="stack top">
      <p class="wish-lock small dim"><Icon name="lock" small /> <span>{t('wishPost.hidden')}{someone && ` ${t('wishPost.goes', { n: settings.value?.wishPrivateDays ?? 30 })}`}</span></p>
      <div data-field="community" class="stack"><PlaceChoice community code={form.community || null} error={errorOf(props, 'community')} onCode={(community) => change({ community: community ?? '' })} /></div>
      <div data-field="address"><Field label={t('wishPost.address')} hint={t('wishPost.addressHint')} value={form.address} maxLength={100} autoComplete="off" error={errorOf(props, 'address')} onValue={(address) => change({ address })} /></div>
      <div data-field="name"><Field label={t(someone ? 'wishPost.nameOf' : 'wishPost.name')} value={form.name} maxLength={40} autoComplete={someone ? 'off' : 'name'} error={errorOf(props, 'name')} onValue={(name) => change({ name })} /></div>
      <div data-field="phone"><Field type="tel" inputMode="tel" label={t('wishPost.phone')} hint={someone ? t('wishPost.phoneOfHint') : t('wishPost.phoneHint')} value={form.phone} maxLength={20} autoComplete={someone ? 'off' : 'tel'} error={errorOf(props, 'phone')} onValue={(phone) => change({ phone })} /></div>
    </div>
  )
}

const Care = ({ form, change }: AskedProps) => (
  <div class="stack top">
    <p class="dim">{t('wishPost.careHint')}</p>
    <Flags flags={form.flags} onFlags={(flags) => change({ flags })} />
  </div>
)

export const ASK: Record<Question, ComponentType<AskedProps>> = { what: What, when: When, whom: Whom, where: Where, care: Care }
