import { Lamp } from '../../../ui/Lamp'
import { t } from '../../../words'
import type { CallFull } from '../steps'
import { spentOf } from './spent'

/** 各方用时: whose clock ran how long, of how much; what later is scored can be read here line by line. */
export function Spent({ call }: { call: CallFull }) {
  const lines = spentOf(call)
  if (lines.length === 0) return null
  return (
    <section>
      <h2 class="detail-h2">{t('spent.title')}</h2>
      <ul class="spent">
        {lines.map(({ key, lamp, what, took, limit, running }) => (
          <li key={key}>
            <Lamp lamp={lamp} />
            <span class="grow">{what}</span>
            <span class="end"><b>{running ? t('spent.running', { span: took }) : took}</b><span class="faint">{limit}</span></span>
          </li>
        ))}
      </ul>
    </section>
  )
}
