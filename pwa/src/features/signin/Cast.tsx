import { useSignal } from '@preact/signals'
import { CastDocument, EnterAsCastDocument, type CastQuery, type Role } from './gql/graphql'
import { act } from '../../api/request'
import type { Me } from '../../api/session'
import { useShown } from '../../api/shown'
import { Field } from '../../ui/Field'
import { Icon, type IconName } from '../../ui/Icon'
import { Row, Rows } from '../../ui/Row'
import { Section } from '../../ui/Section'
import { useTask } from '../../ui/useTask'
import { t } from '../../words'

type Member = CastQuery['demoCast'][number]

const ICONS: Partial<Record<Role, IconName>> = {
  GRID_WORKER: 'map',
  GRID_ASSISTANT: 'map',
  COMMUNITY_SPECIALIST: 'house',
  STREET_CLERK: 'pencil',
  STREET_HEAD: 'flag',
  DISTRICT_DISPATCHER: 'call',
  HOTLINE_AGENT: 'phone',
  SUPERVISOR: 'search',
  ADMINISTRATOR: 'gear',
  DEPARTMENT_COORDINATOR: 'house',
  DEPARTMENT_OFFICER: 'house',
  STATIONED_OFFICER: 'flag',
  BRANCH_KEEPER: 'leaf',
  UNIT_CONTACT: 'house',
}
const FIRST = 8

const roleOf = (member: Member): string => t(member.role ? `role.${member.role}` : 'role.RESIDENT')
const line = (member: Member): string => `${member.name}，${member.duty}`

/** One of each role first, so that every kind of person is a tap away; the rest behind "show all". */
export function firstOfEach(cast: Member[]): Member[] {
  const seen = new Set<string>()
  return cast.filter((member) => {
    const role = member.role ?? 'RESIDENT'
    return !seen.has(role) && seen.add(role)
  })
}

/** The demo's made-up persons, one tap each. */
export function Cast({ onEnter }: { onEnter: (who: Me) => void }) {
  const shown = useShown(CastDocument, {}, { staleBy: () => false })
  const all = useSignal(false)
  const search = useSignal('')
  const task = useTask()
  const cast = shown.data.value?.demoCast ?? []
  const found = search.value ? cast.filter((member) => `${roleOf(member)}${line(member)}${member.posting ?? ''}`.includes(search.value.trim())) : cast
  const rows = all.value ? found : firstOfEach(cast).slice(0, FIRST)
  const enter = (member: Member) => task.run(async () => onEnter((await act(EnterAsCastDocument, { personId: member.personId })).me))
  return (
    <Section title={t('signin.cast')}>
      <p class="small dim">{t('signin.castHint')}</p>
      {task.error && <p class="small danger" role="alert">{task.error}</p>}
      {all.value && <Field label={t('signin.castSearch')} icon="search" type="search" value={search.value} onValue={(value) => (search.value = value)} />}
      <div class="top">
        <Rows label={t('signin.cast')}>
          {rows.map((member) => (
            <li key={member.personId}>
              <Row icon={member.role ? (ICONS[member.role] ?? 'person') : 'person'} title={roleOf(member)} meta={line(member)}
                onClick={() => enter(member)} chevron />
            </li>
          ))}
        </Rows>
      </div>
      {cast.length === 0 && shown.data.value && <p class="dim">{t('signin.castNone')}</p>}
      {!all.value && cast.length > rows.length && (
        <button class="btn q c flush" type="button" onClick={() => (all.value = true)}>
          {t('signin.castMore', { n: cast.length })}<Icon name="down" small />
        </button>
      )}
    </Section>
  )
}
