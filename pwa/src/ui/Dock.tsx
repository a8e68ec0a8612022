import type { ComponentChildren } from 'preact'

interface Props {
  /** the condition or the reason, above the buttons */
  note?: ComponentChildren
  noteId?: string
  children: ComponentChildren
}

/** The actions at the foot, reachable by thumb: one secondary, then the one primary. */
export const Dock = ({ note, noteId, children }: Props) => (
  <div class="dock">
    {note && <div class="note" id={noteId}>{note}</div>}
    {children}
  </div>
)
