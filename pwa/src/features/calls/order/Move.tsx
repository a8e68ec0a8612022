import { useState } from 'preact/hooks'
import { MoveCallDocument } from '../gql/graphql'
import { act } from '../../../api/request'
import { Area } from '../../../ui/Field'
import { t } from '../../../words'
import { StepPage } from '../step/StepPage'
import { useStep, useStepWords, type StepProps } from '../step/useStep'
import { useMeeting } from './useMeeting'
import { WhenWhere } from './WhenWhere'

/** 改时间地点: everyone confirms again, so it says why. */
export function Move(props: StepProps) {
  const { call, choice } = props
  const meeting = useMeeting(props)
  const [why, setWhy] = useStepWords(props)
  const [missing, setMissing] = useState<string>()
  const sending = useStep(props, [meeting.preset, meeting.own, meeting.place, why])
  const send = () => {
    const lack = meeting.at === null ? t('meeting.noTime') : !meeting.place.words.trim() ? t('meeting.noPlace') : !why.trim() ? t('step.wordsNeeded') : undefined
    setMissing(lack)
    if (!lack) sending.send((id) => act(MoveCallDocument, { input: { id, callId: call.id, expectedVersion: call.version, words: why.trim() }, order: meeting.order() }))
  }
  return (
    <StepPage call={call} choice={choice} ask={t('move.ask')} sending={sending} missing={missing} note={t('move.note')} onSend={send}>
      <WhenWhere meeting={meeting} withoutWords />
      <div class="top"><Area label={t('move.why')} value={why} rows={2} maxLength={500} onValue={setWhy} /></div>
    </StepPage>
  )
}
