import type { inbox as source } from '../zh/inbox'

export const inbox: Record<keyof typeof source, string> = {
}
