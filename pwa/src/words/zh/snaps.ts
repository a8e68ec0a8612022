export const snaps = {
} as const
