/** Dark modules as one path, a run of them in a row at a time. */
export function qrPath(rows: readonly (readonly boolean[])[]): string {
  const runs: string[] = []
  for (const [y, row] of rows.entries()) {
    let x = 0
    while (x < row.length) {
      const end = row.indexOf(false, x)
      const until = end < 0 ? row.length : end
      if (until > x) runs.push(`M${x} ${y}h${until - x}v1h${x - until}z`)
      x = until + 1
    }
  }
  return runs.join('')
}
