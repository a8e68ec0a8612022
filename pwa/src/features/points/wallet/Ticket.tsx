import type { RedemptionPartsFragment, RedemptionStatus } from '../gql/graphql'
import { Lamp, lampLetter } from '../../../ui/Lamp'
import { lampNow } from '../../../ui/ClockRuler'
import { t } from '../../../words'
import { date, when } from '../../../words/time'
import { facts, pointsWord } from '../amount'
import { qrText } from '../code'
import { countdown, usedPart, useSecond } from '../countdown'
import { redemptionNews } from '../heads'
import { Qr } from '../Qr'

export type Redemption = RedemptionPartsFragment

/** What was exchanged, in one line: 洗衣液 2 升 × 2，20 分. */
export const exchanged = ({ goodName, quantity, points }: Pick<Redemption, 'goodName' | 'quantity' | 'points'>): string =>
  t('bank.exchanged', { what: quantity > 1 ? t('bank.times', { name: goodName, n: quantity }) : goodName, points: pointsWord(points) })

/** How it stands: as it was answered, or as the feed has told since. */
export const statusOf = (redemption: Redemption): RedemptionStatus => redemptionNews(redemption.id).value ?? redemption.status

const EIGHT = /(\d{4})(\d{4})/

/** Eight digits in two fours, one under the other where there is little room. */
export function Code({ code }: { code: string }) {
  const [, first, second] = EIGHT.exec(code) ?? ['', code, '']
  return <div class="code"><span>{first}</span> <span>{second}</span></div>
}

/** The clock of a code: a ruler that runs while one watches. */
export function Clock({ heldAt, expiresAt, voucher }: Pick<Redemption, 'heldAt' | 'expiresAt' | 'voucher'>) {
  const at = useSecond(expiresAt)
  const lamp = lampNow({ lamp: 'GREEN', limitStart: heldAt, dueAt: expiresAt })
  return (
    <>
      <Lamp lamp={lamp}>{countdown(expiresAt, at)}</Lamp>
      {voucher && <span class="small dim"> · {t('bank.until', { date: date(expiresAt) })}</span>}
      <div class={`ruler ${lampLetter(lamp)}`} style={{ '--p': usedPart(heldAt, expiresAt, at) }} aria-hidden="true"><i /></div>
    </>
  )
}

interface Props {
  redemption: Redemption
  large?: boolean
}

/** A code to be shown at the branch; it turns by itself when the keeper redeems it. */
export function Ticket({ redemption, large }: Props) {
  const status = statusOf(redemption)
  if (status !== 'WAITING' || !redemption.code) return <Turned redemption={redemption} status={status} />
  const cls = ['ticket', large && 'large alone'].filter(Boolean).join(' ')
  return (
    <div class={cls} role="group" aria-label={exchanged(redemption)}>
      <Qr text={qrText(location.origin, redemption.code)} label={t('bank.qr', { code: redemption.code })} {...(large ? {} : { href: `/bank/redemptions/${redemption.id}` })} />
      <div class="grow">
        <div class="small dim">{facts(exchanged(redemption), redemption.unitId && redemption.holderName)}</div>
        <Code code={redemption.code} />
        <Clock {...redemption} />
      </div>
    </div>
  )
}

/** How a code ended, in the place where it was. */
function Turned({ redemption, status }: { redemption: Redemption; status: RedemptionStatus }) {
  const done = status === 'REDEEMED'
  return (
    <section class="ticket alone turned" role="status">
      <span class={done ? 'done' : 'done off'}><svg viewBox="0 0 24 24" class="i done" aria-hidden="true"><path d={done ? 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM7.8 12.4l3 3 5.6-6.2' : 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12h8'} /></svg></span>
      <div class="grow">
        <h2>{t(`redemption.${status}`)}</h2>
        <p>{exchanged(redemption)}</p>
        <p class="small dim">{facts(redemption.branch.name, redemption.redeemedAt && when(redemption.redeemedAt))}</p>
        {!done && <p class="small dim">{t(`redemption.${status}Hint`)}</p>}
      </div>
    </section>
  )
}
