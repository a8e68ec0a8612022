/** The mark: four cells, one of them seen to. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 52 52" aria-hidden="true">
    <path class="mark-lines" d="M4 4h20v20H4zM28 4h20v20H28zM4 28h20v20H4z" />
    <path class="mark-cell" d="M28 28h20v20H28z" />
    <path class="mark-tick" d="M33 38.5l3.5 3.5 7-8" />
  </svg>
)
