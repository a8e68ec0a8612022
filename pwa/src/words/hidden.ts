/** Before a wish is published its masked words have stars for what is hidden; in a list they are in the way of the rest. */
export const withoutStars = (words: string): string => words.replaceAll(/\*+/g, '…')
