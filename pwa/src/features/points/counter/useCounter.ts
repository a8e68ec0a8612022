import { useSignal, type Signal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { CounterPreviewDocument, CounterRedeemDocument, CounterVouchersDocument } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act, request, Unreachable } from '../../../api/request'
import { useShown } from '../../../api/shown'
import { enqueue, outbox } from '../../../offline/outbox'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { ofPoints } from '../stale'
import { exchanged, type Redemption } from '../wallet/Ticket'
import { check, type Checked, type Voucher } from './vouchers'

/** Where the counter stands: a code is awaited, looked at, or done with. */
export type Stage =
  | { at: 'entry' }
  | { at: 'seen'; code: string; id: string; redemption: Redemption }
  | { at: 'voucher'; code: string; id: string; voucher: Voucher }
  | { at: 'done'; redemption: Redemption }
  | { at: 'later'; voucher: Pick<Voucher, 'goodName' | 'quantity' | 'points'> }

export interface Counter {
  stage: Signal<Stage>
  /** why the last code was not taken, in words */
  why: Signal<string | null>
  busy: boolean
  error: string | undefined
  /** when the list of vouchers was last brought, ms since the epoch */
  listedAt: number | undefined
  look: (code: string) => void
  confirm: () => void
  again: () => void
}

const WHY: Record<Exclude<Checked['is'], 'good'>, 'counter.used' | 'counter.expired' | 'counter.unlisted'> = {
  used: 'counter.used', expired: 'counter.expired', unlisted: 'counter.unlisted',
}

/** What is asked of the server; undefined when it cannot be reached. */
async function ask(branchId: string, code: string): Promise<Redemption | null | undefined> {
  if (!navigator.onLine) return undefined
  return request(CounterPreviewDocument, { branchId, code }).then(({ redemptionByCode }) => redemptionByCode, (error: unknown) => {
    if (error instanceof Unreachable) return undefined
    throw error
  })
}

/** One code after the other: looked at, confirmed, and the next. Without a network, vouchers are judged by the list on the phone. */
export function useCounter(branchId: string): Counter {
  const stage = useSignal<Stage>({ at: 'entry' })
  const why = useSignal<string | null>(null)
  const task = useTask()
  const list = useShown(CounterVouchersDocument, { branchId }, { staleBy: ofPoints })
  const vouchers = useRef<readonly Voucher[]>([])
  vouchers.current = list.data.value?.openVouchers ?? []

  const offline = async (code: string, id: string): Promise<void> => {
    const checked = await check({ branchId, code, vouchers: vouchers.current, queued: outbox.peek(), now: Date.now() })
    if (checked.is === 'good') stage.value = { at: 'voucher', code, id, voucher: checked.voucher }
    else why.value = t(WHY[checked.is])
  }
  const look = (code: string) =>
    task.run(async () => {
      why.value = null
      const found = await ask(branchId, code)
      // the id's own time is when the keeper saw the code: a voucher is judged by it
      const id = newId()
      if (found) stage.value = { at: 'seen', code, id, redemption: found }
      else if (found === null) why.value = t('counter.unknown')
      else await offline(code, id)
    })
  const later = async (code: string, id: string, voucher: Pick<Voucher, 'goodName' | 'quantity' | 'points'>) => {
    await enqueue({ id, kind: 'redeem', title: exchanged(voucher), variables: { id, branchId, code } })
    stage.value = { at: 'later', voucher }
  }
  const redeem = async (code: string, id: string, redemption: Redemption) => {
    try {
      const answer = await act(CounterRedeemDocument, { id, branchId, code })
      stage.value = { at: 'done', redemption: answer.redemption }
    } catch (error) {
      // whether it arrived is not known; the same id makes a second try harmless
      if (error instanceof Unreachable && redemption.voucher) await later(code, id, redemption)
      else throw error
    }
  }
  const confirm = () =>
    task.run(async () => {
      const now = stage.peek()
      if (now.at === 'seen') await redeem(now.code, now.id, now.redemption)
      else if (now.at === 'voucher') await later(now.code, now.id, now.voucher)
    })
  const again = () => {
    why.value = null
    stage.value = { at: 'entry' }
  }
  return { stage, why, busy: task.busy, error: task.error, listedAt: list.at.value, look, confirm, again }
}
