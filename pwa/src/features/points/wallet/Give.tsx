import { useLocation } from 'preact-iso'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { GiftRecipientDocument, GivePointsDocument } from '../gql/graphql'
import { newId } from '../../../api/ids'
import { act, request } from '../../../api/request'
import { Area, Field } from '../../../ui/Field'
import { Icon } from '../../../ui/Icon'
import { toast } from '../../../ui/Toast'
import { t } from '../../../words'
import { Wizard, type Question } from '../../people/Wizard'
import { pointsWord } from '../amount'
import { useWallet } from './useWallet'

const WORDS_AT_MOST = 60
const PHONE = /^1\d{10}$/

/** The number as it is dialled; spaces and dashes are how people write it. */
const plain = (phone: string): string => phone.replaceAll(/[\s-]/g, '')

type Found = { phone: string; name: string | null } | null

/** Whom the points would go to, by a name that shows only a part; asked once the number is whole. */
function useRecipient(phone: string): Found {
  const [found, setFound] = useState<Found>(null)
  useEffect(() => {
    if (!PHONE.test(phone)) return undefined
    let current = true
    request(GiftRecipientDocument, { phone }).then(({ recipient }) => current && setFound({ phone, name: recipient?.name ?? null })).catch(() => undefined)
    return () => void (current = false)
  }, [phone])
  return found?.phone === phone ? found : null
}

/** /bank/give: to whom, how many, with which words. Nothing is sold here. */
export function Give() {
  const { route } = useLocation()
  const { balance } = useWallet()
  const [typed, setPhone] = useState('')
  const [amount, setAmount] = useState('')
  const [words, setWords] = useState('')
  const phone = plain(typed)
  const found = useRecipient(phone)
  const points = Number(amount)
  const id = useMemo(newId, [phone, points, words])
  const name = found?.name ?? ''
  const questions: Question[] = [
    {
      fields: ['toPhone', 'phone'], ask: t('give.askWho'), hint: t('give.notSold'),
      missing: () => (!PHONE.test(phone) ? t('give.phoneWrong') : found && !found.name ? t('give.nobody') : undefined),
      body: (error) => (
        <>
          <Field label={t('give.phone')} type="tel" inputMode="tel" autoComplete="off" enterKeyHint="next" value={typed} onValue={setPhone} error={error} />
          <p class="give-to" aria-live="polite"><Icon name="person" />{found ? (found.name ? t('give.to', { name: found.name }) : t('give.nobody')) : t('give.toHint')}</p>
        </>
      ),
    },
    {
      fields: ['points'], ask: t('give.askPoints', { name }), hint: t('give.have', { n: balance.available }),
      missing: () => (!Number.isInteger(points) || points < 1 ? t('give.pointsWrong') : points > balance.available ? t('give.tooMany', { n: balance.available }) : undefined),
      body: (error) => <Field label={t('give.points')} type="number" inputMode="numeric" autoComplete="off" min="1" value={amount} onValue={setAmount} error={error} />,
    },
    {
      fields: ['words'], ask: t('give.askWords'), hint: t('give.wordsHint'),
      body: (error) => (
        <>
          <Area label={t('give.words')} maxLength={WORDS_AT_MOST} value={words} onValue={setWords} error={error} />
          <div>
            <div class="sum"><span>{t('give.toWhom')}</span><b>{name}</b></div>
            <div class="sum"><span>{t('give.gives')}</span><b>{pointsWord(points || 0)}</b></div>
            <div class="sum"><span>{t('give.keeps')}</span><b>{pointsWord(balance.available - (points || 0))}</b></div>
          </div>
        </>
      ),
    },
  ]
  const run = async () => {
    await act(GivePointsDocument, { id, toPhone: phone, points, words: words.trim() || null })
    toast(t('give.done', { n: points, name }))
    route('/bank', true)
  }
  return <Wizard title={t('bank.give')} up="/bank" questions={questions} submit={t('give.do', { n: points || 0 })} run={run} />
}
