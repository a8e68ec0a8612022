import { useEffect, useState } from 'preact/hooks'
import { ItemMatchesDocument, type DutyPartsFragment, type ItemMatchesQuery } from '../gql/graphql'
import type { SnapCategory } from '../../../api/gql/graphql'
import { useShown } from '../../../api/shown'
import { Button } from '../../../ui/Button'
import { Field } from '../../../ui/Field'
import { t } from '../../../words'
import { pieces } from './marked'

type Match = ItemMatchesQuery['responsibilityMatches'][number]

export interface Picked {
  item: DutyPartsFragment
  situationId: string | null
}

interface Props {
  label: string
  picked: Picked | null
  category?: SnapCategory | null
  snapIds?: string[]
  error?: string | undefined
  onPick: (picked: Picked | null) => void
}

const TYPING = 250

/** What was typed, once the fingers rest. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** An item of the responsibility list, found by a few words of its situation; the likely ones stand there at once. */
export function ItemPicker({ picked, onPick, ...rest }: Props) {
  return picked ? <Chosen picked={picked} onChange={() => onPick(null)} /> : <Finding onPick={onPick} {...rest} />
}

function Finding({ label, category = null, snapIds = [], error, onPick }: Omit<Props, 'picked'>) {
  const [text, setText] = useState('')
  const wanted = useSettled(text.trim())
  const ask = wanted !== '' || snapIds.length > 0 || category !== null
  const shown = useShown(ItemMatchesDocument, { text: wanted, category, snapIds: snapIds.length ? snapIds : null }, { when: ask, staleBy: () => false })
  const found = ask ? shown.data.value?.responsibilityMatches : undefined
  return (
    <div class="item-find" data-field="itemId">
      <Field label={label} hint={t('item.hint')} type="search" icon="search" value={text} maxLength={50} autoComplete="off" error={error} onValue={setText} />
      {shown.problem.value && !found && <p class="small dim" role="status">{t('item.offline')}</p>}
      {found?.length === 0 && <p class="small dim" role="status">{t('item.none')}</p>}
      {found && found.length > 0 && <Matches found={found} onPick={onPick} />}
    </div>
  )
}

function Matches({ found, onPick }: { found: Match[]; onPick: Props['onPick'] }) {
  return (
    <>
      <p class="small dim item-says">{t(found.every((one) => one.likely) ? 'item.likely' : 'item.found')}{found[0]?.item.demonstration && <> <span class="tag">{t('call.demonstration')}</span></>}</p>
      <ul class="rows">
        {found.map((match) => (
          <li key={match.item.id + (match.situation?.id ?? '')}>
            <button type="button" class="row" data-row onClick={() => onPick({ item: match.item, situationId: match.situation?.id ?? null })}><Face match={match} /></button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The situation in the words of those who see it, then the item and who leads. */
function Face({ match: { item, situation, ranges } }: { match: Match }) {
  const words = pieces(situation?.words ?? item.name, ranges).map((one) => (one.marked ? <mark key={one.at}>{one.text}</mark> : one.text))
  return (
    <span class="grow">
      <span class="t">{words}</span>
      <span class="m">{situation ? t('item.of', { number: item.number, name: item.name }) : t('item.number', { number: item.number })} · {t('item.lead', { unit: item.lead.unit })}</span>
    </span>
  )
}

function Chosen({ picked: { item, situationId }, onChange }: { picked: Picked; onChange: () => void }) {
  const situation = item.situations.find((one) => one.id === situationId)
  return (
    <div class="with-act item-chosen" data-field="itemId">
      <div class="row">
        <span class="grow">
          <span class="t">{situation?.words ?? item.name}</span>
          <span class="m">{t('item.of', { number: item.number, name: item.name })}{item.demonstration && <> <span class="tag">{t('call.demonstration')}</span></>}</span>
          <span class="m">{t('item.units', { units: [item.lead, ...item.coUnits].map((one) => one.unit).join(t('list.comma')) })}</span>
          {item.needsProof && <span class="m">{t('item.proof')}</span>}
        </span>
      </div>
      <Button compact onClick={onChange}>{t('item.other')}</Button>
    </div>
  )
}
