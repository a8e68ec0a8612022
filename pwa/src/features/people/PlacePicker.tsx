import { useEffect } from 'preact/hooks'
import { ManagedDivisionsDocument } from './gql/graphql'
import { settings } from '../../api/session'
import { useShown } from '../../api/shown'
import { district, needCells } from '../../offline/cells'
import { Choice } from '../../ui/Field'
import { t } from '../../words'

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

interface Named {
  code: string
  name: string
}

const whole = (name: string): string => t('manage.wholeOf', { name })
const options = (first: Named, rest: readonly Named[]) => [{ value: first.code, label: whole(first.name) }, ...rest.map((one) => ({ value: one.code, label: one.name }))]
const holding = <P extends Named>(places: readonly P[], code: string): P | undefined => places.find((one) => code.startsWith(one.code))

/** A place by narrowing down: the whole district, a street, a community, a cell. */
export function PlacePicker({ code, onCode, cells = false, optional = false, error }: Props) {
  const root = { code: settings.value?.rootCode ?? '', name: settings.value?.rootName ?? '' }
  const divisions = useShown(ManagedDivisionsDocument, { under: root.code }, never).data.value?.divisions ?? []
  const streets = divisions.filter((one) => one.kind === 'STREET')
  const street = holding(streets, code)
  const top = options(root, streets)
  if (optional) top.unshift({ value: '', label: t('manage.optional') })
  return (
    <>
      <Choice label={t('manage.street')} error={error} value={street?.code ?? (optional && !code ? '' : root.code)} options={top} onValue={onCode} />
      {street && <InStreet street={street} communities={divisions.filter((one) => one.kind === 'COMMUNITY' && one.code.startsWith(street.code))} code={code} onCode={onCode} cells={cells} />}
    </>
  )
}

interface InStreetProps {
  street: Named
  communities: readonly Named[]
  code: string
  onCode: (code: string) => void
  cells: boolean
}

function InStreet({ street, communities, code, onCode, cells }: InStreetProps) {
  const community = holding(communities, code)
  if (!communities.length) return null
  return (
    <>
      <Choice label={t('manage.community')} value={community?.code ?? street.code} options={options(street, communities)} onValue={onCode} />
      {cells && community && <InCommunity community={community} code={code} onCode={onCode} />}
    </>
  )
}

function InCommunity({ community, code, onCode }: { community: Named; code: string; onCode: (code: string) => void }) {
  useEffect(() => void needCells(), [])
  const inside = district.value.cells.filter((cell) => cell.communityCode === community.code)
  if (!inside.length) return null
  return <Choice label={t('manage.cell')} value={inside.some((cell) => cell.code === code) ? code : community.code} options={options(community, inside)} onValue={onCode} />
}
