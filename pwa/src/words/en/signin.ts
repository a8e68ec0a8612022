import type { signin as source } from '../zh/signin'

export const signin: Record<keyof typeof source, string> = {
}
