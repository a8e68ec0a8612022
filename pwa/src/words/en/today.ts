import type { today as source } from '../zh/today'

export const today: Record<keyof typeof source, string> = {
}
