import { tag } from '../words/language'
import type { Operation } from './operation'

/** No answer came: no network, a proxy's page, or the server is restarting. Trying again later is right. */
export class Unreachable extends Error {}

/** The session is gone. What the person wrote stays; only signing in is asked. */
export class Unauthenticated extends Error {}

/** An expected refusal, with the server's words in the reader's language. */
export class Refused extends Error {
  constructor(readonly problem: ProblemLike) {
    super(problem.message)
  }
}

/** The server did not understand us: a bug, not something the reader can mend. */
export class Rejected extends Error {}

/** What every member of `interface Problem` carries, and what some of them add. */
export interface ProblemLike {
  __typename?: string
  code: string
  message: string
  field?: string
  actualVersion?: number
  actualStatus?: string
  retryAfterSeconds?: number
}

const TIMEOUT = 20_000
const SIGN_IN = 'SIGN_IN_REQUIRED'
const isProblem = (value: object): value is ProblemLike => 'code' in value && 'message' in value

interface Answer<T> {
  data?: T | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

async function post(body: string, signal?: AbortSignal): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT)
  const headers = {
    'Content-Type': 'application/json',
    Accept: 'application/graphql-response+json, application/json;q=0.9',
    'Accept-Language': tag(),
    'X-Gridcall': '1',
  }
  try {
    return await fetch('/graphql', {
      method: 'POST',
      headers,
      body,
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
  } catch (error) {
    throw new Unreachable(String(error))
  }
}

async function read<T>(response: Response): Promise<Answer<T>> {
  try {
    return (await response.json()) as Answer<T>
  } catch {
    throw new Unreachable(`HTTP ${response.status} without JSON`)
  }
}

/**
 * Runs one operation and gives its data.
 * Throws Unreachable, Unauthenticated or Rejected; refusals of a mutation are part of the data (see `act`).
 */
export async function request<T, V>(document: Operation<T, V>, variables: V, signal?: AbortSignal): Promise<T> {
  const response = await post(JSON.stringify({ query: document.toString(), variables }), signal)
  if (response.status === 401) throw new Unauthenticated()
  if (response.status >= 500 || response.status === 429) throw new Unreachable(`HTTP ${response.status}`)
  const answer = await read<T>(response)
  const error = answer.errors?.[0]
  if (error?.extensions?.code === SIGN_IN) throw new Unauthenticated()
  if (error || !answer.data) throw new Rejected(error?.message ?? `HTTP ${response.status}`)
  return answer.data
}

type Field<T> = T[Exclude<keyof T, '__typename'>]
type Success<T> = Exclude<Field<T>, { code: string; message: string }>

/**
 * Runs a mutation of one field and gives its success. Throws Refused when the server says no, Unauthenticated
 * when it asks for sign-in, Unreachable when it is not known whether anything happened (repeat with the same id).
 */
export async function act<T extends object, V>(document: Operation<T, V>, variables: V): Promise<Success<T>> {
  const data = await request(document, variables)
  const value = Object.entries(data).find(([key]) => key !== '__typename')?.[1] as object
  if (!isProblem(value)) return value as Success<T>
  if (value.code === SIGN_IN) throw new Unauthenticated()
  throw new Refused(value)
}
