import type { me as source } from '../zh/me'

export const me: Record<keyof typeof source, string> = {
}
