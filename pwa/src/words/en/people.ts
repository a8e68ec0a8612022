import type { people as source } from '../zh/people'

export const people: Record<keyof typeof source, string> = {
}
