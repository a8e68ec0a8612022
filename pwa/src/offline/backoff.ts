const FIRST = 2_000
const LONGEST = 10 * 60_000

/**
 * How long to wait after `tries` failures, ms: doubles from 2 s to 10 min, and a random half of it is left off, so
 * that a street's phones do not all come back in the same second when the mast does.
 */
export function backoff(tries: number, random: () => number = Math.random): number {
  const full = Math.min(FIRST * 2 ** Math.max(0, tries - 1), LONGEST)
  return Math.round(full * (0.5 + random() / 2))
}
