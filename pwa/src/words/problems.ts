import { Refused, Unauthenticated, Unreachable } from '../api/request'
import { NoRoom } from '../offline/db'
import { t } from '.'

/** What to tell the person about an error: the server's own words when it refused, otherwise what to do next. */
export function explain(error: unknown): string {
  if (error instanceof Refused) return error.problem.message
  if (error instanceof Unreachable) return t('problem.unreachable')
  if (error instanceof Unauthenticated) return t('problem.signIn')
  return t(error instanceof NoRoom ? 'take.noRoom' : 'problem.unexpected')
}
