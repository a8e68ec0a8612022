import { useState } from 'preact/hooks'
import { SnapAssigneesDocument } from '../../../api/gql/graphql'
import { useShown } from '../../../api/shown'
import { Field } from '../../../ui/Field'
import { t } from '../../../words'
import { PickList } from './PickList'
import type { Chosen } from './StepSheet'

interface Props {
  snapId: string
  chosen: Chosen | null
  onChoose: (chosen: Chosen) => void
}

const FEW = 6

/** Those the server lets this snap be given to. */
export function PersonPicker({ snapId, chosen, onChoose }: Props) {
  const [text, setText] = useState('')
  const shown = useShown(SnapAssigneesDocument, { snapId }, { staleBy: () => false })
  const posts = shown.data.value?.assignees
  if (!posts) return <p class="small dim">{shown.problem.value ? t('step.offlinePeople') : '…'}</p>
  if (!posts.length) return <p><b>{t('step.nobody')}</b><br /><span class="small dim">{t('step.nobodyHint')}</span></p>
  const found = posts.filter((post) => `${post.personName}${post.unit.name}${post.placeName}${t(`role.${post.role}`)}`.includes(text.trim()))
  return (
    <>
      {posts.length > FEW && <Field label={t('step.findPerson')} type="search" icon="search" value={text} onValue={setText} />}
      <PickList
        label={t('ask.ASSIGN')}
        chosen={chosen?.id ?? null}
        choices={found.map((post) => ({ id: post.personId, key: post.id, name: post.personName, meta: `${t(`role.${post.role}`)} · ${post.placeName}` }))}
        onChoose={onChoose}
      />
    </>
  )
}
