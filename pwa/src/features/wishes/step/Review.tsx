import { useState } from 'preact/hooks'
import { act } from '../../../api/request'
import { settings } from '../../../api/session'
import { Button } from '../../../ui/Button'
import { Area } from '../../../ui/Field'
import { Icon } from '../../../ui/Icon'
import { Phrases } from '../../../ui/Phrases'
import { Tiles } from '../../../ui/Tiles'
import { t } from '../../../words'
import { Thumbs } from '../../snaps/detail/Photos'
import { StepSheet } from '../detail/StepSheet'
import { PublishWishDocument, type SafetyFlag, type WishWho } from '../gql/graphql'
import { Flags } from '../post/Flags'
import { WHOS } from '../post/form'
import { whoWhere } from '../said'
import type { StepProps } from '../Step'
import type { WishFull } from '../steps'
import { leaks } from './leaks'
import { StepPage } from './StepPage'
import { reasonAgainst, useStep } from './useStep'

/** What was written and what everybody will read, side by side; nothing is public before the reviewer has seen both. */
export function Review(props: StepProps) {
  const { wish } = props
  const [words, setWords] = useState(wish.private?.maskedWords ?? wish.words)
  const [who, setWho] = useState<WishWho>(wish.who)
  const [flags, setFlags] = useState<readonly SafetyFlag[]>(wish.flags)
  const [asking, setAsking] = useState<'SEND_BACK' | 'REFUSE' | null>(null)
  const [missing, setMissing] = useState<string>()
  const sending = useStep(props, 'PUBLISH', { words, who, flags })
  const send = () => {
    const lacking = words.trim() ? undefined : t('review.wordsNeeded')
    setMissing(lacking)
    if (lacking) return
    sending.send((id) => act(PublishWishDocument, { input: { id, wishId: wish.id, maskedWords: words.trim(), flags: [...flags], who, expectedVersion: wish.version } }))
  }
  return (
    <StepPage wish={wish} step="PUBLISH" ask={t('review.ask')} sending={sending} missing={missing} note={t('review.note')} onSend={send}
      beside={<Button onClick={() => setAsking('SEND_BACK')}>{t('wishDo.SEND_BACK')}</Button>}>
      <div class="review">
        <Original wish={wish} />
        <section>
          <h2 class="detail-h2">{t('review.public')}</h2>
          <Area label={t('review.words')} hint={t('review.wordsHint')} value={words} rows={4} maxLength={settings.value?.wordsAtMost ?? 500} onValue={(value) => { setWords(value); setMissing(undefined) }} />
          <Leaks words={words} wish={wish} />
          <h3 class="small dim top">{t('review.who')}</h3>
          <div class="filter-tiles"><Tiles segments label={t('review.who')} value={who} options={WHOS.map((value) => ({ value, label: t(`wishWho.${value}`) }))} onChoose={setWho} /></div>
          <Flags flags={flags} onFlags={setFlags} />
          <h3 class="small dim top">{t('review.onWall')}</h3>
          <div class="review-wall"><p class="quote"><Phrases text={words} /></p><p class="small dim">{whoWhere({ ...wish, who })}</p></div>
        </section>
      </div>
      {reasonAgainst(wish, 'REFUSE') === null && <p class="top"><Button kind="quiet" class="flush" onClick={() => setAsking('REFUSE')}>{t('review.refuse')}</Button></p>}
      {asking && <StepSheet key={asking} wish={wish} step={asking} onClose={() => setAsking(null)} onDone={() => { setAsking(null); void props.reload() }} />}
    </StepPage>
  )
}

/** A last look for the reviewer: it warns, and leaves the decision to them. */
function Leaks({ words, wish }: { words: string; wish: WishFull }) {
  const found = wish.private ? leaks(words, wish.private) : []
  if (!found.length) return null
  return <p class="review-leak small" role="status"><Icon name="hidden" small /> <span>{t('review.leaks', { what: found.join('、') })}</span></p>
}

/** As it was written, with what never leaves this screen. */
const Original = ({ wish }: { wish: WishFull }) => (
  <section>
    <h2 class="detail-h2">{t('review.original')}</h2>
    <p class="serif lead review-words"><Phrases text={wish.private?.originalWords ?? wish.words} /></p>
    {wish.photos.length > 0 && <Thumbs photos={wish.photos} />}
    {wish.private && (
      <dl class="facts wish-facts">
        <dt>{t('contact.name')}</dt><dd>{wish.private.name}</dd>
        <dt>{t('contact.phone')}</dt><dd>{wish.private.phone}</dd>
        <dt>{t('contact.address')}</dt><dd>{wish.private.address}</dd>
        {wish.private.consentHow && <><dt>{t('wish.consent')}</dt><dd>{t(`consent.${wish.private.consentHow}`)}</dd></>}
        {wish.amountYuan !== null && <><dt>{t('wish.amount')}</dt><dd>{t('wish.aboutYuan', { n: wish.amountYuan })}</dd></>}
      </dl>
    )}
  </section>
)
