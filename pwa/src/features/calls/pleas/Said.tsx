import { Icon } from '../../../ui/Icon'
import { t } from '../../../words'
import type { CallFull, Part } from '../steps'
import { dayAndClock, listed, stamp } from '../when'
import type { Plea } from './plea'

interface Props {
  call: CallFull
  part: Part | null
  plea: Plea
}

/** Now and then, one above the other; below, why, in the words of whoever asks. */
export function Said({ call, part, plea }: Props) {
  const limit = (part ?? call).clock?.dueAt
  const meeting = plea.kind === 'MEETING'
  const now = meeting ? listed([call.reportAt && dayAndClock(call.reportAt), call.reportPlace]) : limit ? dayAndClock(limit) : ''
  const then = meeting ? listed([dayAndClock(plea.wishedAt), plea.place]) : dayAndClock(plea.wishedAt)
  return (
    <>
      <dl class="shift">
        <dt>{t(meeting ? 'plea.ordered' : 'plea.limit')}</dt><dd>{now}</dd>
        <dt><Icon name="down" small />{t('plea.wished')}</dt><dd class="then">{then}</dd>
      </dl>
      <div class="aside top">
        <p class="serif said">{t('story.quote', { words: plea.words })}</p>
        <p>{[plea.byName, plea.byPost, stamp(plea.askedAt)].filter(Boolean).join(' · ')}</p>
      </div>
    </>
  )
}
