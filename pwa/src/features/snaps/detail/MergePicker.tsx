import { useState } from 'preact/hooks'
import { SnapByReceiptDocument, SnapsNearDocument } from '../../../api/gql/graphql'
import { useShown } from '../../../api/shown'
import { Field } from '../../../ui/Field'
import { t } from '../../../words'
import { fours } from '../../../words/time'
import { receiptIn } from '../list/filter'
import { titleOf } from '../list/title'
import { PickList } from './PickList'
import type { Chosen } from './StepSheet'
import type { SnapFull } from './story'

interface Props {
  snap: SnapFull
  chosen: Chosen | null
  onChoose: (chosen: Chosen) => void
}

const never = { staleBy: () => false }

/** Open snaps around this one; another one by its receipt number. */
export function MergePicker({ snap, chosen, onChoose }: Props) {
  const [text, setText] = useState('')
  const receipt = receiptIn(text)
  const point = { lon: snap.lon ?? 0, lat: snap.lat ?? 0, crs: 'WGS84' as const, accuracyMetres: null }
  const near = useShown(SnapsNearDocument, { point }, { ...never, when: snap.lon !== null })
  const named = useShown(SnapByReceiptDocument, { receipt: receipt ?? '' }, { ...never, when: receipt !== null })
  const around = (near.data.value?.nearbySnaps ?? []).filter((one) => one.snap.id !== snap.id)
  const byNumber = receipt === null ? [] : (named.data.value?.snapByReceipt ?? []).filter((one) => one.id !== snap.id)
  const choices = [
    ...byNumber.map((one) => ({ id: one.id, name: titleOf(one), meta: `${fours(one.receipt)} · ${one.place}` })),
    ...around.map(({ snap: one, distanceMetres }) => ({ id: one.id, name: titleOf(one), meta: `${t('step.metres', { n: Math.round(distanceMetres) })} · ${one.place}` })),
  ]
  return (
    <>
      {choices.length > 0 ? (
        <PickList label={t('ask.MERGE')} chosen={chosen?.id ?? null} choices={choices} onChoose={onChoose} />
      ) : (
        <p><b>{t('step.noNearby')}</b><br /><span class="small dim">{t('step.noNearbyHint')}</span></p>
      )}
      <Field label={t('step.receipt')} inputMode="numeric" autoComplete="off" value={text} onValue={setText} />
    </>
  )
}
