import type { ComponentChildren } from 'preact'

export interface Moment {
  key: string
  /** now: who is awaited; past: what happened; next: what will, without an invented time */
  tense: 'now' | 'past' | 'next'
  title: string
  time?: string
  at?: string
  children?: ComponentChildren
}

/** What happened, newest first, with who is awaited now on top. */
export const Timeline = ({ moments }: { moments: Moment[] }) => (
  <ol class="tl">
    {moments.map((moment) => (
      <li key={moment.key} class={moment.tense === 'past' ? '' : moment.tense} aria-current={moment.tense === 'now' ? 'step' : undefined}>
        <span class="dot" aria-hidden="true" />
        <b>{moment.title}</b>
        <time dateTime={moment.at}>{moment.time}</time>
        {moment.children && <div class="m">{moment.children}</div>}
      </li>
    ))}
  </ol>
)
