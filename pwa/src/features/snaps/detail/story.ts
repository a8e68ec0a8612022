import type { SnapFullPartsFragment, SnapStep } from '../../../api/gql/graphql'
import { me, settings } from '../../../api/session'
import { t } from '../../../words'
import { clock, date, dayOf, now, when } from '../../../words/time'

const DAY = 86_400_000

export type SnapFull = SnapFullPartsFragment
export type Entry = SnapFull['entries'][number]

/** Who is awaited, in one line. Null when the matter has ended. */
export function awaited(snap: SnapFull): string | null {
  const mine = me.value?.person.id
  if (snap.status === 'IN_HAND') {
    const { assignee } = snap
    if (assignee && assignee.personId === mine) return t('story.IN_HAND_you')
    return t('story.IN_HAND', { name: assignee?.name ?? t('story.somebody') })
  }
  if (snap.status === 'SOLVED') return t(snap.mine ? 'story.SOLVED_you' : 'story.SOLVED')
  if (snap.status === 'WAITING') return t('story.WAITING')
  if (snap.status === 'AT_STREET') return t('story.AT_STREET')
  if (snap.status === 'IN_CALL') return t('story.IN_CALL')
  return null
}

/** What comes after that, without an invented time. */
export function following(snap: SnapFull): string | null {
  if (snap.status === 'SOLVED') return silence(snap)
  if (!awaited(snap)) return null
  return solving(snap) ? t('story.nextConfirm') : t('story.nextSolve')
}

/** Somebody has it in hand, or a call stands for it. */
export const solving = ({ status }: SnapFull): boolean => status === 'IN_HAND' || status === 'IN_CALL'

/** Until when the reporter can say "not solved"; then silence confirms. */
function silence({ entries }: SnapFull): string | null {
  const solved = entries.findLast((entry) => entry.status === 'SOLVED')
  if (!solved || !settings.value) return null
  const until = new Date(Date.parse(solved.at) + settings.value.snapReopenDays * DAY).toISOString()
  return t('story.solvedHint', { date: deadline(until, now.value) })
}

type Told = Exclude<SnapStep, 'TAKE_ON' | 'ASSIGN' | 'GIVE_BACK'>

/** What happened, in one line. */
export function happened({ step, byName, toName }: Entry): string {
  const by = byName ?? t('story.somebody')
  if (step === 'TAKE_ON' || step === 'GIVE_BACK') return t(`story.${step}`, { by })
  if (step === 'ASSIGN') return t('story.ASSIGN', { to: toName ?? t('story.somebody') })
  return t(`story.${step satisfies Told}`)
}

/** Neighbours who joined one after the other are one line of the story, told by the last of them. */
export function folded(entries: readonly Entry[]): { entry: Entry; times: number }[] {
  const lines: { entry: Entry; times: number }[] = []
  for (const entry of entries) {
    const last = lines.at(-1)
    if (entry.step === 'BACK' && last?.entry.step === 'BACK') lines.splice(-1, 1, { entry, times: last.times + 1 })
    else lines.push({ entry, times: 1 })
  }
  return lines
}

/** The step that was taken last, for telling somebody what is new. */
export function newest(snap: Pick<SnapFull, 'entries'>): string {
  const last = snap.entries.at(-1)
  return last ? happened(last) : ''
}

/** A deadline as one says it: 19:47 today, 11月24日 18:00 otherwise. */
export const deadline = (iso: string, today: number): string =>
  dayOf(Date.parse(iso)) === dayOf(today) ? clock(iso) : `${date(iso)} ${clock(iso)}`

/** Date and clock of an entry; the clock alone for today. */
export function moment(iso: string): string {
  const said = when(iso)
  return said.includes(':') ? said : `${said} ${clock(iso)}`
}
