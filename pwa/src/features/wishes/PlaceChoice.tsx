import { Choice } from '../../ui/Field'
import { t } from '../../words'
import { usePlaces } from './wall/useWishes'

interface Props {
  code: string | null
  onCode: (code: string | null) => void
  /** true: only a community will do */
  community?: boolean
  error?: string | undefined
}

/** A street and then a community; without `community`, the whole district and a whole street too. */
export function PlaceChoice({ code, onCode, community = false, error }: Props) {
  const { streets, communitiesOf } = usePlaces()
  const street = streets.find((one) => code?.startsWith(one.code))
  const inside = street ? communitiesOf(street.code) : []
  const chosen = inside.find((one) => one.code === code)
  const none = { value: '', label: t(community ? 'wishPlace.choose' : 'wishPlace.all') }
  return (
    <>
      <Choice label={t('wishPlace.street')} value={street?.code ?? ''} options={[none, ...streets.map(({ code: value, name: label }) => ({ value, label }))]}
        error={street ? undefined : error} onValue={(value) => onCode(value || null)} />
      {street && inside.length > 0 && (
        <Choice label={t('wishPlace.community')} value={chosen?.code ?? ''} error={error}
          options={[{ value: '', label: t(community ? 'wishPlace.choose' : 'wishPlace.wholeStreet') }, ...inside.map(({ code: value, name: label }) => ({ value, label }))]}
          onValue={(value) => onCode(value || street.code)} />
      )}
    </>
  )
}
