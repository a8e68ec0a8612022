import type { outbox as source } from '../zh/outbox'

export const outbox: Record<keyof typeof source, string> = {
}
