import type { Satisfaction, Solved, VerdictInput } from '../gql/graphql'

/** What the street says of one unit's part; null: not said yet. */
export interface Verdict {
  timeliness: Satisfaction | null
  attitude: Satisfaction | null
  result: Satisfaction | null
  solved: Solved | null
  words: string
}

export type Aspect = 'timeliness' | 'attitude' | 'result'
export const ASPECTS: readonly Aspect[] = ['timeliness', 'attitude', 'result']
export const SATISFACTIONS: readonly Satisfaction[] = ['SATISFIED', 'FAIRLY_SATISFIED', 'DISSATISFIED', 'NOT_EVALUATED']
export const SOLVED: readonly Solved[] = ['SOLVED', 'PARTLY', 'NOT_SOLVED']

export const BLANK: Verdict = { timeliness: null, attitude: null, result: null, solved: null, words: '' }

/** All four are said: "not evaluated" is an answer too, silence is none. */
export const isWhole = (verdict: Verdict): boolean => ASPECTS.every((aspect) => verdict[aspect] !== null) && verdict.solved !== null

/** The first unit whose evaluation is not whole; undefined when all are. */
export const unfinished = (ids: readonly string[], said: Readonly<Record<string, Verdict>>): string | undefined =>
  ids.find((id) => !isWhole(said[id] ?? BLANK))

/** What is sent; only for evaluations that are whole. */
export function verdictsOf(ids: readonly string[], said: Readonly<Record<string, Verdict>>): VerdictInput[] {
  return ids.flatMap((assignmentId) => {
    const { timeliness, attitude, result, solved, words } = said[assignmentId] ?? BLANK
    return timeliness && attitude && result && solved ? [{ assignmentId, timeliness, attitude, result, solved, words: words.trim() }] : []
  })
}
