import type { snaps as source } from '../zh/snaps'

export const snaps: Record<keyof typeof source, string> = {
}
