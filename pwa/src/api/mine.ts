/** What is asked for the lists of Today that wait for this person: the phone finds them again by it. */
export const MY_SNAPS = { scope: 'NEEDS_ME' as const, first: 20 }
export const MY_CALLS = { filter: { scope: 'NEEDS_ME' as const } }
