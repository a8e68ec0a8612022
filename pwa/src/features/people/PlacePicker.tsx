import { ManagedDivisionsDocument } from '../../api/gql/graphql'
import { settings } from '../../api/session'
import { useShown } from '../../api/shown'
import { district, needCells } from '../../offline/cells'
import { Choice } from '../../ui/Field'
import { t } from '../../words'
import { useEffect } from 'preact/hooks'

interface Props {
  /** a division's or a cell's code; "" for none yet */
  code: string
  onCode: (code: string) => void
  /** down to cells, or only to communities */
  cells?: boolean
  /** may be left empty */
  optional?: boolean
  error?: string | undefined
}

const never = { staleBy: () => false }

/** A place by narrowing down: the whole district, a street, a community, a cell. */
export function PlacePicker({ code, onCode, cells = false, optional = false, error }: Props) {
  const root = settings.value?.rootCode ?? ''
  const shown = useShown(ManagedDivisionsDocument, { under: root }, never)
  useEffect(() => {
    if (cells && root) void needCells(root)
  }, [cells, root])
  const divisions = shown.data.value?.divisions ?? []
  const streets = divisions.filter((one) => one.kind === 'STREET')
  const street = streets.find((one) => code.startsWith(one.code))
  const communities = divisions.filter((one) => one.kind === 'COMMUNITY' && street && one.code.startsWith(street.code))
  const community = communities.find((one) => code.startsWith(one.code))
  const inside = cells && community ? district.value.cells.filter((cell) => cell.communityCode === community.code) : []
  const cell = inside.find((one) => one.code === code)
  const whole = (name: string) => t('manage.wholeOf', { name })
  const options = (list: readonly { code: string; name: string }[]) => list.map((one) => ({ value: one.code, label: one.name }))
  const top = [...(optional ? [{ value: '', label: t('manage.optional') }] : []), { value: root, label: whole(settings.value?.rootName ?? '') }]
  return (
    <>
      <Choice label={t('manage.street')} error={error} value={street?.code ?? (code === root || !optional ? root : '')} options={[...top, ...options(streets)]} onValue={onCode} />
      {street && communities.length > 0 && (
        <Choice label={t('manage.community')} value={community?.code ?? street.code} options={[{ value: street.code, label: whole(street.name) }, ...options(communities)]} onValue={onCode} />
      )}
      {community && inside.length > 0 && (
        <Choice label={t('manage.cell')} value={cell?.code ?? community.code} options={[{ value: community.code, label: whole(community.name) }, ...options(inside)]} onValue={onCode} />
      )}
    </>
  )
}
